package org.memhop.tasks.lm.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a file holds its text. Words are parted by white space in either. */
public enum TextFormat {
    /** One sentence a line, as in Penn Treebank and WikiText; a line without words is none. */
    LINES,
    /** One stream of words, as in Text8; a line feed is a space like any other. */
    STREAM;

    private static final int LOOKED_AT = 1 << 20;

    /**
     * The format a file seems to have: lines, if in the first MiB something follows after a line feed.
     *
     * @throws org.memhop.api.StorageException if it cannot be read
     */
    public static TextFormat of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LOOKED_AT);
            for (int i = 0; i < bytes.length - 1; i++) {
                if (bytes[i] == '\n') {
                    return LINES;
                }
            }
            return STREAM;
        } catch (IOException e) {
            throw Unreadable.of(file, e);
        }
    }
}
