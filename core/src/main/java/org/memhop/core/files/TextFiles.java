package org.memhop.core.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

/** Reads whole files of text that nobody vouches for. */
public final class TextFiles {
    private TextFiles() {}

    /**
     * The text of a file.
     *
     * @param most how many bytes it may have; no more are read
     * @throws FormatException if it is longer, or is not UTF-8; names the byte
     * @throws StorageException if it cannot be read
     */
    public static String read(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most);
            if (in.read() >= 0) {
                throw new FormatException(file + ": byte " + most + ": expected the file to end before");
            }
            return Json.decode(bytes, file.toString(), 0);
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + AtomicFiles.describe(e), e);
        }
    }
}
