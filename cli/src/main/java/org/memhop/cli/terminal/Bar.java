package org.memhop.cli.terminal;

/** A share as a bar of block characters, an eighth of a column exact. */
public final class Bar {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /**
     * A bar.
     *
     * @param share from 0 to 1; beyond, it is empty or full
     * @param width columns of a full one
     * @return exactly that many characters
     */
    public static String of(double share, int width) {
        int eighths = (int) Math.round(8 * width * Math.max(0, Math.min(1, share)));
        String full = "█".repeat(eighths / 8);
        String rest = eighths % 8 == 0 ? "" : String.valueOf(EIGHTHS.charAt(eighths % 8));
        return Table.pad(full + rest, width, false);
    }
}
