package org.memhop.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where the program reads from and writes to.
 *
 * @param in what is typed or piped
 * @param typed whether a person types it in a terminal
 * @param out for results
 * @param err for progress, notes and errors
 * @param command how the program was called, to show people what to type next
 */
public record Screen(InputStream in, boolean typed, Output out, Output err, String command) {
    /** This process's own. Text is UTF-8, but on Windows what the console expects. */
    public static Screen system() {
        Map<String, String> environment = System.getenv();
        TerminalProbe probe = TerminalProbe.ofProcess();
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Screen(
                System.in,
                probe.typed(),
                output(FileDescriptor.out, probe.out(), colours, probe),
                output(FileDescriptor.err, probe.err(), colours, probe),
                System.getProperty("memhop.command", "memhop"));
    }

    private static Output output(FileDescriptor file, boolean terminal, boolean colours, TerminalProbe probe) {
        PrintStream stream = new PrintStream(new FileOutputStream(file), true, charset());
        return new Output(stream, terminal, terminal && colours, probe::width);
    }

    private static Charset charset() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? Charset.forName(System.getProperty("native.encoding", "UTF-8")) : StandardCharsets.UTF_8;
    }
}
