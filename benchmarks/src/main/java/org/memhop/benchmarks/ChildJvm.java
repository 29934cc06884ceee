package org.memhop.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.memhop.api.MemhopException;
import org.memhop.api.StorageException;

/** Runs a program of this module in a JVM of its own, with the Vector API and this JVM's options but its agents, and reads its figures. */
final class ChildJvm {
    private ChildJvm() {}

    /**
     * Runs it to its end. Its figures have one more, {@code wall}: seconds from its start to its end, the JVM's start
     * included.
     *
     * @throws MemhopException if it fails; shows what it printed
     */
    static Figures run(Class<?> program, List<String> args) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Without agents: what one adds to a method changes how the method is compiled.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(args);
        try {
            Path printed = Files.createTempFile("memhop-benchmark", ".txt");
            try {
                long start = System.nanoTime();
                int exit = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start()
                        .waitFor();
                double seconds = (System.nanoTime() - start) / 1e9;
                List<String> lines = Files.readAllLines(printed, Charset.defaultCharset());
                if (exit != 0) {
                    throw new MemhopException("exit code " + exit + " from " + String.join(" ", command) + "\n"
                            + String.join("\n", lines));
                }
                Figures figures = Figures.parse(lines);
                figures.put("wall", seconds);
                return figures;
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            throw new StorageException("cannot run " + String.join(" ", command) + ": " + e, e);
        }
    }
}
