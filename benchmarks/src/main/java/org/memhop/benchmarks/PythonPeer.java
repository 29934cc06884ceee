package org.memhop.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.MemhopException;

/** The language model's step in PyTorch: a process that takes one for each line it is sent, with a batch of its own. */
final class PythonPeer implements Stepper {
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /**
     * Starts it.
     *
     * @param python the interpreter
     * @param script {@code lm_step.py}
     * @param arguments of the script besides {@code --turns} and {@code --threads}
     * @throws ConfigException if it does not start, or lacks a library
     */
    PythonPeer(String python, Path script, int threads, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(python, script.toString(), "--turns", "--threads", Integer.toString(threads)));
        command.addAll(arguments);
        try {
            process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            orders = process.outputWriter(StandardCharsets.UTF_8);
            answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException("--python " + python + ": cannot be run: " + e.getMessage(), e);
        }
        String first = line().orElse("nothing");
        if (!first.startsWith("ready")) {
            process.destroy();
            throw new ConfigException("--python " + python + ": " + script + " answered " + first
                    + ", expected ready; does this Python have torch? (Debian: python3-torch, libopenblas0-pthread)");
        }
    }

    /** The cross-entropy of its own batch. */
    @Override
    public double step(int n, float rate) {
        try {
            orders.write("\n");
            orders.flush();
        } catch (IOException e) {
            throw ended(e);
        }
        return Double.parseDouble(line().orElseThrow(() -> ended(new IOException("no answer"))));
    }

    private Optional<String> line() {
        try {
            return Optional.ofNullable(answers.readLine());
        } catch (IOException e) {
            throw ended(e);
        }
    }

    private MemhopException ended(IOException e) {
        process.destroy();
        return new MemhopException("the Python process that takes steps has ended: " + e.getMessage(), e);
    }

    @Override
    public Optional<ProcessHandle> process() {
        return Optional.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
