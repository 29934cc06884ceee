package org.memhop.core.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.Records;
import org.memhop.core.model.ModelSize;

/**
 * The files of a run: {@code config.yaml}, {@code environment.json}, {@code data.json}, {@code model.json}, {@code
 * vocabulary.txt}, {@code metrics.jsonl}, TensorBoard events, {@code checkpoints/}, and when it is finished {@code
 * result.json} and {@code report.md}. With several restarts each has a directory {@code restart-R} of its own for metrics,
 * events and checkpoints, and the best one's last checkpoint is copied up.
 */
public record RunDirectory(Path path) {
    private static final String CONFIG = "config.yaml";
    private static final int MOST_WORDS = 10_000_000;

    /** Whether this directory is a run. */
    public boolean exists() {
        return Files.isRegularFile(path.resolve(CONFIG));
    }

    /** The runs that a directory holds: itself, or those right below it, by name. */
    public static List<RunDirectory> below(Path directory) {
        RunDirectory itself = new RunDirectory(directory);
        if (itself.exists()) {
            return List.of(itself);
        }
        if (!Files.isDirectory(directory)) {
            throw new StorageException(
                    directory + ": there is no such directory; expected a run, as memhop train makes it");
        }
        try (Stream<Path> children = Files.list(directory)) {
            List<RunDirectory> runs = children.map(RunDirectory::new)
                    .filter(RunDirectory::exists)
                    .sorted(Comparator.comparing(RunDirectory::order))
                    .toList();
            if (runs.isEmpty()) {
                throw new StorageException(directory + ": this is not a run, and holds none; a run has a " + CONFIG);
            }
            return runs;
        } catch (IOException e) {
            throw new StorageException("cannot list " + directory + ": " + AtomicFiles.describe(e), e);
        }
    }

    RunConfig config() {
        return RunConfig.read(path.resolve(CONFIG));
    }

    void write(RunConfig config, ModelSize size, Vocabulary vocabulary, DataSource source) {
        AtomicFiles.createDirectories(path);
        AtomicFiles.write(path.resolve("vocabulary.txt"), String.join("\n", vocabulary.words()) + "\n");
        AtomicFiles.write(path.resolve("model.json"), Records.write(size));
        AtomicFiles.write(path.resolve("data.json"), Records.write(source));
        AtomicFiles.write(path.resolve(CONFIG), config.toYaml()); // last: it is what makes this directory a run
    }

    Vocabulary vocabulary() {
        Path file = path.resolve("vocabulary.txt");
        try {
            if (Files.size(file) > 64L * MOST_WORDS) {
                throw new FormatException(
                        file + ": " + Files.size(file) + " bytes; a vocabulary has at most " + MOST_WORDS + " words");
            }
            return Vocabulary.ofLines(Files.readAllLines(file), file.toString());
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + AtomicFiles.describe(e), e);
        }
    }

    ModelSize size() {
        return Records.read(path.resolve("model.json"), ModelSize.class);
    }

    DataSource source() {
        return Records.read(path.resolve("data.json"), DataSource.class);
    }

    /** Where a restart keeps its metrics and checkpoints. */
    Path restart(int restart, int of) {
        return of == 1 ? path : path.resolve("restart-" + (restart + 1));
    }

    Checkpoints checkpoints() {
        return new Checkpoints(path.resolve("checkpoints"));
    }

    /**
     * The checkpoint a model is loaded from.
     *
     * @throws StorageException if none has been saved yet; says how to go on
     */
    Checkpoint checkpoint() {
        return checkpoints()
                .latest()
                .orElseThrow(() -> new StorageException(
                        path + ": no trained model yet; finish the training with memhop train --resume " + path));
    }

    /** What the finished run came to. */
    public Optional<RunResult> result() {
        Path file = path.resolve("result.json");
        return Files.exists(file) ? Optional.of(Records.read(file, RunResult.class)) : Optional.empty();
    }

    private String order() {
        // babi-2 before babi-10
        String name = String.valueOf(path.getFileName());
        return name.length() + " " + name;
    }
}
