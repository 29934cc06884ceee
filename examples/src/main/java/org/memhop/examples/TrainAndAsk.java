package org.memhop.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.NewRun;
import org.memhop.core.run.Reply;
import org.memhop.core.run.RunResult;
import org.memhop.core.wiring.MemhopModule;

/**
 * Trains a network on stories that Memhop makes up, and asks it about another one.
 *
 * <pre>
 * wrong of the test: 0.0 %
 * office, 100 %
 *   0.00  Mary went to the kitchen.
 *   0.00  John moved to the garden.
 *   1.00  Mary travelled to the office.
 * </pre>
 */
public final class TrainAndAsk {
    private TrainAndAsk() {}

    /** Trains in a new temporary directory. */
    public static void main(String[] args) throws IOException {
        run(Files.createTempDirectory("memhop").resolve("run"), System.out);
    }

    static void run(Path directory, PrintStream out) {
        RunResult result = NewRun.train(directory, MemhopModule.plugins(), "babi", Map.of("task", "1", "epochs", "60"));
        out.printf("wrong of the test: %.1f %%%n", result.best().testError());

        List<String> story =
                List.of("Mary went to the kitchen.", "John moved to the garden.", "Mary travelled to the office.");
        try (MemoryNetwork network = MemoryNetwork.load(directory)) {
            Reply reply = network.answer(story, "Where is Mary?");
            out.printf("%s, %.0f %%%n", reply.answer(), 100 * reply.probability());
            double[][] attention = reply.attention(); // how much each hop looked at each sentence
            for (int i = 0; i < story.size(); i++) {
                out.printf("  %.2f  %s%n", attention[attention.length - 1][i], story.get(i));
            }
        }
    }
}
