package org.memhop.tasks.lm.text;

import java.io.IOException;
import java.io.InputStream;

/** Goes over lines by their bytes, counting those that hold words. */
final class LineCounter {
    private final InputStream in;
    private long offset;
    private long line = 1;

    LineCounter(InputStream in) {
        this.in = in;
    }

    /** Goes over that many lines with words, and those without before each; fewer at the end. How many it went over. */
    long skip(long lines) throws IOException {
        long skipped = 0;
        boolean words = false;
        while (skipped < lines) {
            int b = in.read();
            if (b < 0) {
                return words ? skipped + 1 : skipped;
            }
            offset++;
            if (b == '\n') {
                line++;
                skipped += words ? 1 : 0;
                words = false;
            } else {
                words |= b > ' ';
            }
        }
        return skipped;
    }

    /** Where the next line begins, in bytes. */
    long offset() {
        return offset;
    }

    /** The number of the next line, from 1. */
    long line() {
        return line;
    }
}
