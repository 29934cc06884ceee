package com.example.memory;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.memhop.core.run.NewRun;
import org.memhop.core.run.RunResult;
import org.memhop.core.wiring.MemhopModule;

/**
 * Trains on stories in which only the last mention of a person counts, and tells a memory that knows no order from one that
 * fades.
 *
 * <pre>
 * sentences        36.9 % wrong
 * fading            0.0 % wrong
 * fading:rate=1     0.0 % wrong
 * </pre>
 */
public final class TrainFadingMemory {
    private TrainFadingMemory() {}

    /** Trains in a new temporary directory. */
    public static void main(String[] args) throws IOException {
        run(Files.createTempDirectory("memhop"), System.out);
    }

    static void run(Path directory, PrintStream out) {
        for (String memory : new String[] {"sentences", "fading", "fading:rate=1"}) {
            Map<String, String> choices = Map.of("memory", memory, "temporal", "none", "epochs", "60");
            RunResult result = NewRun.train(
                    directory.resolve(memory.replaceAll("\\W", "-")), MemhopModule.plugins(), "babi", choices);
            out.printf("%-15s %5.1f %% wrong%n", memory, result.best().testError());
        }
    }
}
