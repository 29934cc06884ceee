package org.memhop.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Which of this process's streams are a terminal, and how wide it is. Java itself cannot say; a POSIX shell that inherits
 * the streams can. Where there is no such shell, everything is plain.
 */
final class TerminalProbe {
    /** What most terminals open with; also used where nothing can be found out. */
    private static final int STANDARD_WIDTH = 80;

    private static final long ASK_AGAIN_NANOS = 1_000_000_000L;
    private static final String STREAMS =
            "n=0; [ -t 0 ] && n=1; [ -t 1 ] && n=$((n+2)); [ -t 2 ] && n=$((n+4)); exit $n";

    private final int streams;
    private int width = STANDARD_WIDTH;
    private long asked;
    private boolean known;

    private TerminalProbe(int streams) {
        this.streams = streams;
    }

    static TerminalProbe ofProcess() {
        try {
            Process shell = new ProcessBuilder("sh", "-c", STREAMS).inheritIO().start();
            return new TerminalProbe(shell.waitFor());
        } catch (IOException e) {
            return new TerminalProbe(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new TerminalProbe(0);
        }
    }

    boolean typed() {
        return (streams & 1) != 0;
    }

    boolean out() {
        return (streams & 2) != 0;
    }

    boolean err() {
        return (streams & 4) != 0;
    }

    /** Columns of the terminal. */
    synchronized int width() {
        if (streams != 0 && (!known || System.nanoTime() - asked > ASK_AGAIN_NANOS)) {
            width = ask();
            asked = System.nanoTime();
            known = true;
        }
        return width;
    }

    private int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            int columns = ended && answer.matches("\\d+ \\d+") ? Integer.parseInt(answer.split(" ")[1]) : 0;
            return columns < 20 ? width : columns;
        } catch (IOException e) {
            return width;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return width;
        }
    }
}
