package org.memhop.core.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.memhop.api.StorageException;

/** Writes a whole small file so that a crash at any moment leaves the old content or the new, never a part. */
public final class AtomicFiles {
    static final String TEMPORARY_PREFIX = ".tmp-";

    private AtomicFiles() {}

    /** Writes text as UTF-8; see {@link #write(Path, byte[])}. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes, replacing a file that is there. The directory must exist.
     *
     * @throws StorageException if writing fails; the file then holds its old content or the new, whole
     */
    public static void write(Path file, byte[] content) {
        write(file, content, new DiskOperations());
    }

    static void write(Path file, byte[] content, FileOperations files) {
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling(TEMPORARY_PREFIX + absolute.getFileName());
        try {
            try (OutputStream out = files.create(temporary)) {
                out.write(content);
            }
            files.sync(temporary);
            files.rename(temporary, absolute);
            files.sync(absolute.resolveSibling("."));
        } catch (IOException e) {
            try {
                files.delete(temporary);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new StorageException(
                    "cannot write " + file + ": " + describe(e) + "; it holds its old content or the new, whole", e);
        }
    }

    /**
     * Creates a directory and those above it, if they are not there. When this returns, they would survive a power cut.
     *
     * @throws StorageException if it cannot be created
     */
    public static void createDirectories(Path directory) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = directory.toAbsolutePath(); at != null && !Files.isDirectory(at); at = at.getParent()) {
            missing.push(at);
        }
        try {
            for (Path each : missing) {
                Files.createDirectories(each); // does not mind if someone else was faster
                new DiskOperations().sync(each.resolveSibling("."));
            }
        } catch (IOException e) {
            throw new StorageException("cannot create " + directory + ": " + describe(e), e);
        }
    }

    /** What went wrong, for people: the exceptions of java.nio often hold no more than the file's name. */
    public static String describe(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
