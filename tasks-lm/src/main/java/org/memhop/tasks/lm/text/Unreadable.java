package org.memhop.tasks.lm.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.memhop.api.StorageException;
import org.memhop.core.files.AtomicFiles;

/** Says of a text that it cannot be read. */
final class Unreadable {
    private Unreadable() {}

    static StorageException of(Path file, IOException e) {
        String found =
                Files.exists(file) ? "cannot be read (" + AtomicFiles.describe(e) + ")" : "there is no such file";
        return new StorageException(file + ": " + found + "; expected a readable file of text", e);
    }
}
