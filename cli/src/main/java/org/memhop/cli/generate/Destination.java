package org.memhop.cli.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.core.files.AtomicFiles;
import picocli.CommandLine.Option;

/** The flags that say where generated files go, and which of the many there may be they are. */
final class Destination {
    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write the files named above.")
    private Path directory = Path.of("");

    @Option(names = "--force", description = "Replace files of these names.")
    private boolean force;

    long seed() {
        return seed;
    }

    Path directory() {
        return directory;
    }

    /**
     * Makes the directory, ready for files of these names.
     *
     * @throws ConfigException if one of them is there and need not be replaced; nothing is then made
     */
    void prepare(List<String> names) {
        List<String> there = force
                ? List.of()
                : names.stream()
                        .filter(name -> Files.exists(directory.resolve(name)))
                        .toList();
        if (!there.isEmpty()) {
            throw new ConfigException(directory + ": " + there.get(0)
                    + (there.size() > 1 ? " and " + (there.size() - 1) + " more are" : " is")
                    + " there already; choose another directory, or replace with --force");
        }
        AtomicFiles.createDirectories(directory);
    }
}
