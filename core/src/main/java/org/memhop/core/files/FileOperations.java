package org.memhop.core.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * The changes to a file system that crash-safe saving is made of, so that a test can stop the world between any two of
 * them, or within one.
 */
interface FileOperations {
    /** Creates a directory whose parent is there. */
    void createDirectory(Path directory) throws IOException;

    /** Opens a new or emptied file. */
    OutputStream create(Path file) throws IOException;

    /** Returns once the content of a file, or the names in a directory, would survive a power cut. */
    void sync(Path path) throws IOException;

    /** Renames in one step: nobody ever sees neither or half. A file at the new name is replaced. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file or an empty directory, if it is there. */
    void delete(Path path) throws IOException;
}
