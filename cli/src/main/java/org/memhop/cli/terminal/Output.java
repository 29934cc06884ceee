package org.memhop.cli.terminal;

import java.io.PrintStream;
import java.util.function.IntSupplier;

/** A stream of text that knows whether a person is looking at it, how wide their window is, and whether it may be coloured. */
public final class Output {
    private static final String RESET = "\u001b[0m";

    private final PrintStream stream;
    private final boolean terminal;
    private final boolean coloured;
    private final IntSupplier width;

    /**
     * @param terminal whether it is shown in a terminal
     * @param coloured whether escape sequences for colours may be written
     * @param width columns of the terminal; asked for again with every use, as windows change
     */
    public Output(PrintStream stream, boolean terminal, boolean coloured, IntSupplier width) {
        this.stream = stream;
        this.terminal = terminal;
        this.coloured = coloured;
        this.width = width;
    }

    /** A file or a pipe. */
    public static Output plain(PrintStream stream) {
        return new Output(stream, false, false, () -> 100);
    }

    public PrintStream stream() {
        return stream;
    }

    public boolean terminal() {
        return terminal;
    }

    public boolean coloured() {
        return coloured;
    }

    public int width() {
        return width.getAsInt();
    }

    public void line(String text) {
        stream.println(text);
    }

    public void print(String text) {
        stream.print(text);
        stream.flush();
    }

    public String bold(String text) {
        return styled("\u001b[1m", text);
    }

    public String dim(String text) {
        return styled("\u001b[2m", text);
    }

    /** The colour of what matters: bars, answers. */
    public String accent(String text) {
        return styled("\u001b[36m", text);
    }

    private String styled(String begin, String text) {
        return coloured && !text.isEmpty() ? begin + text + RESET : text;
    }
}
