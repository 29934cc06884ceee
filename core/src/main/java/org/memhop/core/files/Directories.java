package org.memhop.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.memhop.api.StorageException;

/** Looks into directories. */
public final class Directories {
    private Directories() {}

    /**
     * What is in a directory, not in those below it, in the order of the names.
     *
     * @throws StorageException if it cannot be listed
     */
    public static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new StorageException(
                    directory + ": cannot be listed (" + AtomicFiles.describe(e) + "); expected a readable directory",
                    e);
        }
    }
}
