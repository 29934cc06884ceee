package org.memhop.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Screen;

/** The program, run in this process, with its streams caught. */
final class Program {
    private InputStream in = InputStream.nullInputStream();
    private boolean terminal;
    private int width = 100;
    private Map<String, String> environment = Map.of();

    /** What it did. */
    record Outcome(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    static Outcome run(Object... arguments) {
        return new Program().with(arguments);
    }

    Program reading(byte[] input) {
        in = new ByteArrayInputStream(input);
        return this;
    }

    Program reading(String input) {
        return reading(input.getBytes(StandardCharsets.UTF_8));
    }

    /** As if a person looked at it, without colours. */
    Program inTerminal(int columns) {
        terminal = true;
        width = columns;
        return this;
    }

    Program inEnvironment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    Outcome with(Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Screen screen = new Screen(in, false, output(out), output(err), "./memhop");
        String[] texts = List.of(arguments).stream().map(Object::toString).toArray(String[]::new);
        int status = Main.commandLine(screen, environment).execute(texts);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Output output(ByteArrayOutputStream bytes) {
        return new Output(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, false, () -> width);
    }

    /** A process of its own, in a directory; its streams are files there. It has no Vector API. */
    static Process start(Path directory, String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it will not run for long
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectError(directory.resolve("err.txt").toFile())
                .start();
    }
}
