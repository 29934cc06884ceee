package org.memhop.cli.reproduce;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.memhop.api.ConfigException;
import org.memhop.core.config.Settings;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Records;
import org.memhop.core.run.RunResult.Restart;

/** Finished trainings, a file each, with all that decides what they come to. */
final class CellStore {
    /** What is in a file: how it was trained, on what, what it came to, and when. */
    record Saved(
            String column,
            String task,
            int restart,
            Map<String, String> settings,
            Map<String, String> data,
            Restart result,
            Optional<Instant> ended) {}

    private final Path directory;

    CellStore(Path directory) {
        this.directory = directory;
    }

    /**
     * What a training came to, if it was finished before.
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
        return Optional.of(new Finished(cell, saved.result(), saved.ended()));
    }

    void save(Finished training) {
        Cell cell = training.cell();
        AtomicFiles.write(
                file(cell),
                Records.write(new Saved(
                        cell.column().id(),
                        cell.task(),
                        cell.restart(),
                        cell.settings().values(),
                        cell.digests(),
                        training.result(),
                        training.ended())));
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
