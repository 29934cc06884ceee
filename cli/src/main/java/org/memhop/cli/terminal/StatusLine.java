package org.memhop.cli.terminal;

/** One line at the bottom of the terminal that is written over and over; nothing at all where there is no terminal. Thread-safe. */
public final class StatusLine implements AutoCloseable {
    /** Of a Ctrl-C, which the terminal writes as two characters; in the last column it would begin another line. */
    private static final int ROOM_FOR_ECHO = 3;

    private static final String CLEAR = "\r\u001b[K";

    private final Output out;
    private boolean shown;

    public StatusLine(Output out) {
        this.out = out;
    }

    /** Whether anyone sees it. */
    public boolean live() {
        return out.terminal();
    }

    /** Columns of the terminal. */
    public int width() {
        return out.width();
    }

    /** Replaces the line; one that is too long is cut. */
    public synchronized void show(String text) {
        if (out.terminal()) {
            out.print(CLEAR + Table.cut(text, out.width() - ROOM_FOR_ECHO));
            shown = true;
        }
    }

    /** Prints a line that stays, above this one. */
    public synchronized void above(String text) {
        clear();
        out.line(text);
    }

    private void clear() {
        if (shown) {
            out.print(CLEAR);
            shown = false;
        }
    }

    /** Takes the line away. */
    @Override
    public synchronized void close() {
        clear();
    }
}
