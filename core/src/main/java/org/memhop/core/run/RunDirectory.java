package org.memhop.core.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.task.TaskData;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.Directories;
import org.memhop.core.files.Environment;
import org.memhop.core.files.Records;
import org.memhop.core.files.TextFiles;
import org.memhop.core.model.ModelSize;
import org.memhop.core.train.TrainingData;

/**
 * The files of a run: {@code config.yaml}, {@code environment.json}, {@code data.json}, {@code model.json}, {@code
 * vocabulary.txt}, {@code metrics.jsonl}, TensorBoard events, {@code checkpoints/}, and when it is finished {@code
 * result.json} and {@code report.md}. With several restarts each has a directory {@code restart-R} of its own for metrics,
 * events and checkpoints, and the best one's last checkpoint is copied up.
 */
public record RunDirectory(Path path) {
    static final String CONFIG = "config.yaml";
    static final String MODEL = "model.json";
    static final String VOCABULARY = "vocabulary.txt";

    private static final String DATA = "data.json";
    private static final String ENVIRONMENT = "environment.json";
    private static final String RESULT = "result.json";
    /** In bytes: some ten million words. */
    private static final int LONGEST_VOCABULARY = 1 << 27;

    /** Whether this directory is a run. */
    public boolean exists() {
        return Files.isRegularFile(path.resolve(CONFIG));
    }

    /** The runs that a directory holds: itself, or those right below it, shorter names first, then by name. */
    public static List<RunDirectory> below(Path directory) {
        RunDirectory itself = new RunDirectory(directory);
        if (itself.exists()) {
            return List.of(itself);
        }
        if (!Files.isDirectory(directory)) {
            throw new StorageException(
                    directory + ": there is no such directory; expected a run, as memhop train makes it");
        }
        List<RunDirectory> runs = Directories.list(directory).stream()
                .map(RunDirectory::new)
                .filter(RunDirectory::exists)
                .sorted(Comparator.comparingInt((RunDirectory run) -> run.name().length())
                        .thenComparing(RunDirectory::name)) // babi-2 before babi-10
                .toList();
        if (runs.isEmpty()) {
            throw new StorageException(directory + ": this is not a run, and holds none; a run has a " + CONFIG);
        }
        return runs;
    }

    RunConfig config() {
        if (!exists()) {
            throw new StorageException(path + ": there is no run here; expected a directory that memhop train made");
        }
        return RunConfig.read(path.resolve(CONFIG));
    }

    /**
     * Writes what is known before the training. The directory must exist.
     *
     * @throws ConfigException if a word could not be read back
     */
    void write(RunConfig config, TrainingData data, DataSource source, Environment environment) {
        String words = lines(data.vocabulary());
        AtomicFiles.write(path.resolve(VOCABULARY), words);
        AtomicFiles.write(path.resolve(MODEL), Records.write(data.size()));
        AtomicFiles.write(path.resolve(DATA), Records.write(source));
        AtomicFiles.write(path.resolve(ENVIRONMENT), environment.toJson());
        AtomicFiles.write(path.resolve(CONFIG), config.toYaml()); // last: it is what makes this directory a run
    }

    private static String lines(Vocabulary vocabulary) {
        for (String word : vocabulary.words()) {
            boolean line = List.of(word).equals(word.lines().toList());
            if (!line || word.isBlank() || !StandardCharsets.UTF_8.newEncoder().canEncode(word)) {
                throw new ConfigException(VOCABULARY + ": the data has the word \"" + word
                        + "\", which is not a line of UTF-8 text; expected words without line breaks, and none blank");
            }
        }
        return String.join("\n", vocabulary.words()) + "\n";
    }

    /** The words, of which there is at least one. */
    public Vocabulary vocabulary() {
        Path file = path.resolve(VOCABULARY);
        Vocabulary vocabulary = Vocabulary.ofLines(
                TextFiles.read(file, LONGEST_VOCABULARY).lines().toList(), file.toString());
        if (vocabulary.words().isEmpty()) {
            throw new FormatException(file + ":1: the file is empty; expected one word a line");
        }
        return vocabulary;
    }

    /** The sizes, which agree with the vocabulary. */
    ModelSize size(Vocabulary vocabulary) {
        Path file = path.resolve(MODEL);
        ModelSize size = Records.read(file, ModelSize.class);
        if (size.vocabulary() != vocabulary.size()) {
            throw new FormatException(file + ": vocabulary is " + size.vocabulary() + "; expected " + vocabulary.size()
                    + ", one more than the words in " + VOCABULARY);
        }
        return size;
    }

    DataSource source() {
        return Records.read(path.resolve(DATA), DataSource.class);
    }

    /** Where a restart keeps its metrics and checkpoints. */
    Path restart(int restart, int of) {
        return of == 1 ? path : path.resolve("restart-" + (restart + 1));
    }

    /**
     * How a restart went, as far as it has come.
     *
     * @param restart from 0
     * @param of how many
     */
    public LearningCurve curve(int restart, int of) {
        return LearningCurve.read(restart(restart, of).resolve("metrics.jsonl"));
    }

    /**
     * The epoch that a finished run was scored and is loaded after, from 1: with {@code select} validation the one with the
     * lowest validation loss, else the last.
     */
    public int keptEpoch(RunResult result) {
        int last = result.best().epochs();
        return config().settings().text("select").equals("validation")
                ? curve(result.kept() - 1, result.restarts().size())
                        .best()
                        .map(LearningCurve.Epoch::number)
                        .orElse(last)
                : last;
    }

    /**
     * Refuses other data than that the run was trained on.
     *
     * @throws ConfigException naming what of it has changed
     */
    public void requireData(TaskData task) {
        source().requireSame(new DataSource(task.name(), task.source()), path);
    }

    /** Where checkpoints are, of the run or of one of its restarts. */
    static Path checkpoints(Path place) {
        return place.resolve("checkpoints");
    }

    /** Where the checkpoint of the epoch with the lowest validation loss is, of the run or of one of its restarts. */
    static Path best(Path place) {
        return place.resolve("best");
    }

    /** The checkpoints that a model is loaded from: those in {@code best/}, if that is what is selected. */
    static Checkpoints kept(Path place) {
        Checkpoints best = new Checkpoints(best(place));
        return best.list().isEmpty() ? new Checkpoints(checkpoints(place)) : best;
    }

    /** Whether there is a model to load: the run is finished, or has saved one. */
    public boolean trained() {
        return !kept(path).list().isEmpty();
    }

    Checkpoints checkpoints() {
        return new Checkpoints(checkpoints(path));
    }

    /**
     * The checkpoint a model is loaded from.
     *
     * @throws StorageException if none has been saved yet; says how to go on
     */
    Checkpoint checkpoint() {
        return kept(path)
                .latest()
                .orElseThrow(() -> new StorageException(
                        path + ": no trained model yet; finish the training with memhop train --resume " + path));
    }

    void writeResult(RunResult result, String report) {
        AtomicFiles.write(path.resolve("report.md"), report);
        AtomicFiles.write(path.resolve(RESULT), Records.write(result)); // last: it is what makes this run finished
    }

    /** What the finished run came to. */
    public Optional<RunResult> result() {
        Path file = path.resolve(RESULT);
        return Files.exists(file) ? Optional.of(Records.read(file, RunResult.class)) : Optional.empty();
    }

    private String name() {
        return String.valueOf(path.getFileName());
    }
}
