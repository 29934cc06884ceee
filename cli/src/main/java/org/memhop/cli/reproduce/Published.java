package org.memhop.cli.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What others have published of all 20 tasks of a set since the paper, as text.
 *
 * @param joint whether one model learnt all tasks
 * @param mean test error, in percent
 * @param failed tasks with an error over 5 %; a dash if it is not told
 */
record Published(String model, boolean joint, String mean, String failed, String source) {
    private static final String FILE = "published.tsv";
    private static final int CELLS = 6;

    /** Of a set of the corpus; none of a set that nothing is at hand of. */
    static List<Published> of(String set) {
        return text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .peek(Published::check)
                .filter(cells -> cells[0].equals(set))
                .map(cells -> new Published(cells[2], cells[1].equals("joint"), cells[3], cells[4], cells[5]))
                .toList();
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(Published.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(String[] cells) {
        if (cells.length != CELLS) {
            throw new IllegalStateException(FILE + " has a line of " + cells.length + " cells; expected " + CELLS);
        }
    }
}
