package org.memhop.tasks.kb.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.memhop.api.FormatException;
import org.memhop.core.files.TextFiles;

/**
 * A line of a file that says something: neither blank nor a comment, which begins with {@code #}.
 *
 * @param number from 1, comments and blank lines counted
 */
record TextLine(Path file, int number, String text) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * The lines of a file.
     *
     * @throws FormatException if it is longer than the limits allow, is not UTF-8 or holds control characters
     * @throws org.memhop.api.StorageException if it cannot be read
     */
    static List<TextLine> of(Path file, ReadLimits limits) {
        String text = TextFiles.read(file, limits.bytes());
        List<TextLine> lines = new ArrayList<>();
        int number = 0;
        for (String each :
                text.substring(text.startsWith(BYTE_ORDER_MARK) ? 1 : 0).split("\r?\n", -1)) {
            TextLine line = new TextLine(file, ++number, each);
            if (each.isBlank() || each.startsWith("#")) {
                continue;
            }
            if (lines.size() == limits.lines()) {
                throw line.error("more than " + limits.lines() + " lines", "a file of no more; take it apart");
            }
            line.requirePlain();
            lines.add(line);
        }
        return lines;
    }

    /** An error at this line. */
    FormatException error(String found, String expected) {
        return new FormatException(file + ":" + number + ": found " + found + "; expected " + expected);
    }

    private void requirePlain() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                throw error(
                        String.format("control character U+%04X at column %d", (int) c, i + 1),
                        "plain text, with line feeds between the lines");
            }
        }
    }
}
