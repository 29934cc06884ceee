package org.memhop.cli.reproduce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Records;
import org.memhop.core.files.Safetensors;
import org.memhop.core.files.Sha256;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.train.Answers;

/**
 * Finished trainings, a file each, with all that decides what they come to; and another with what they said to every question
 * where an ensemble asks for it.
 */
final class CellStore {
    /**
     * What is in a file: how it was trained, on what, what it came to, and when.
     *
     * @param answers digest of the file of its answers, where there is one: answers of an older training are not its own
     */
    record Saved(
            String column,
            String task,
            int restart,
            Map<String, String> settings,
            Map<String, String> data,
            Restart result,
            Optional<Instant> ended,
            Optional<String> answers) {}

    private static final String PROBABILITIES = ".probabilities";
    private static final String RIGHT = ".right";

    private final Path directory;

    CellStore(Path directory) {
        this.directory = directory;
    }

    /**
     * What a training came to, if it was finished before, and with its answers where they are asked for.
     *
     * @throws ConfigException if a training of this name was made with other settings or data
     */
    Optional<Finished> find(Cell cell) {
        Path file = file(cell);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Saved saved = Records.read(file, Saved.class);
        // A file that is older than a setting does not speak of it: it then had its default.
        Map<String, String> settings = new LinkedHashMap<>(Settings.standard().values());
        settings.putAll(saved.settings());
        compare(file, "setting ", settings, cell.settings().values());
        compare(file, "data ", saved.data(), cell.digests());
        return cell.answers() && !answered(cell, saved)
                ? Optional.empty()
                : Optional.of(new Finished(cell, saved.result(), saved.ended()));
    }

    private boolean answered(Cell cell, Saved saved) {
        Path file = answersFile(cell);
        return saved.answers().isPresent()
                && Files.exists(file)
                && Sha256.of(file).equals(saved.answers().get());
    }

    /**
     * Keeps a training.
     *
     * @param answers by the name of what was asked; written first, so that a training that is there has them
     */
    void save(Finished training, Map<String, Answers> answers) {
        Cell cell = training.cell();
        Optional<String> digest = Optional.empty();
        if (cell.answers()) {
            Map<String, HostTensor> tensors = new LinkedHashMap<>();
            answers.forEach((asked, said) -> {
                tensors.put(asked + PROBABILITIES, said.probabilities());
                tensors.put(asked + RIGHT, said.right());
            });
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                Safetensors.write(bytes, tensors, Map.of());
            } catch (IOException e) {
                throw new UncheckedIOException(e); // there is no disk below it
            }
            AtomicFiles.write(answersFile(cell), bytes.toByteArray());
            digest = Optional.of(Sha256.of(answersFile(cell)));
        }
        AtomicFiles.write(
                file(cell),
                Records.write(new Saved(
                        cell.column().id(),
                        cell.task(),
                        cell.restart(),
                        cell.settings().values(),
                        cell.digests(),
                        training.result(),
                        training.ended(),
                        digest)));
    }

    /**
     * What a finished training said, by the name of what was asked.
     *
     * @throws FormatException if the file is not as {@link #save} leaves it
     */
    Map<String, Answers> answers(Cell cell) {
        Path file = answersFile(cell);
        Map<String, HostTensor> tensors = Safetensors.read(file).tensors();
        Map<String, Answers> answers = new LinkedHashMap<>();
        tensors.forEach((name, probabilities) -> {
            if (name.endsWith(PROBABILITIES)) {
                String asked = name.substring(0, name.length() - PROBABILITIES.length());
                HostTensor right = tensors.get(asked + RIGHT);
                if (right == null) {
                    throw new FormatException(file + ": there is " + name + ", but no " + asked + RIGHT
                            + "; delete the file to train it again");
                }
                try {
                    answers.put(asked, new Answers(probabilities, right));
                } catch (IllegalArgumentException e) {
                    throw new FormatException(
                            file + ": " + asked + ": " + e.getMessage() + "; delete the file to train it again", e);
                }
            }
        });
        return answers;
    }

    private Path answersFile(Cell cell) {
        return directory.resolve(cell.file() + ".answers.safetensors");
    }

    private Path file(Cell cell) {
        return directory.resolve(cell.file() + ".json");
    }

    private static void compare(Path file, String what, Map<String, String> found, Map<String, String> expected) {
        TreeSet<String> names = new TreeSet<>(found.keySet());
        names.addAll(expected.keySet());
        for (String name : names) {
            String was = found.getOrDefault(name, "nothing");
            String is = expected.getOrDefault(name, "nothing");
            if (!was.equals(is)) {
                throw new ConfigException(file + ": this training is of other conditions: " + what + name + ": found "
                        + was + ", expected " + is + "; choose another --out, or delete the file to train it again");
            }
        }
    }
}
