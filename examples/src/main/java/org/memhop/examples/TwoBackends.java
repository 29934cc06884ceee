package org.memhop.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.Example;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.NewRun;
import org.memhop.core.run.Reply;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/**
 * Trains on one backend, answers on two, and compares what they say. ({@code memhop compare RUN} holds gradients and training
 * against exact arithmetic as well.)
 *
 * <pre>
 * 100 questions
 * answered alike: 100
 * probabilities differ by at most 1e-07
 * </pre>
 */
public final class TwoBackends {
    private TwoBackends() {}

    /** Trains in a new temporary directory. */
    public static void main(String[] args) throws IOException {
        run(Files.createTempDirectory("memhop").resolve("run"), System.out);
    }

    static void run(Path directory, PrintStream out) {
        Plugins plugins = MemhopModule.plugins();
        NewRun.train(directory, plugins, "babi", Map.of("task", "1", "epochs", "30"));
        try (MemoryNetwork fast = MemoryNetwork.load(directory, plugins, "jvm", BackendConfig.DEFAULT);
                MemoryNetwork exact = MemoryNetwork.load(directory, plugins, "reference", BackendConfig.DEFAULT)) {
            List<Example> questions = plugins.task("babi")
                    .load(fast.config().request())
                    .get(0)
                    .parts()
                    .get(0)
                    .test()
                    .questions()
                    .subList(0, 100);
            int alike = 0;
            double difference = 0;
            for (Example question : questions) {
                Reply one = fast.answerWords(question.story(), question.question());
                Reply other = exact.answerWords(question.story(), question.question());
                alike += one.answer().equals(other.answer()) ? 1 : 0;
                difference = Math.max(difference, Math.abs(one.probability() - other.probability()));
            }
            out.println(questions.size() + " questions");
            out.println("answered alike: " + alike);
            out.printf("probabilities differ by at most %.0e%n", difference);
        }
    }
}
