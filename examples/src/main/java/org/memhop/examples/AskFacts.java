package org.memhop.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.NewRun;
import org.memhop.core.run.RunResult;
import org.memhop.core.wiring.MemhopModule;

/**
 * Learns to answer questions over a CSV file, by a task of its own ({@link FactsTaskProvider}), and answers for rows it has
 * never seen.
 *
 * <pre>
 * wrong of the test: 0.0 %
 * gate of anna: north
 * shift of anna: late
 * gate of omar: harbour
 * </pre>
 */
public final class AskFacts {
    private static final List<String> GUARDS = List.of("anna", "ben", "chen", "dora", "omar");
    private static final List<String> GATES = List.of("north", "south", "harbour", "tower");
    private static final List<String> SHIFTS = List.of("early", "late", "night");

    private AskFacts() {}

    /** Learns from a CSV file, if one is named, or from one it makes up. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory("memhop");
        run(directory.resolve("run"), args.length > 0 ? Path.of(args[0]) : roster(directory), System.out);
    }

    static void run(Path directory, Path csv, PrintStream out) {
        Map<String, String> choices = Map.of("data", csv.toString(), "hops", "1", "epochs", "40");
        RunResult result = NewRun.train(directory, MemhopModule.plugins(), "facts", choices);
        out.printf("wrong of the test: %.1f %%%n", result.best().testError());

        List<String> today = List.of("anna gate north", "anna shift late", "omar gate harbour", "omar shift night");
        try (MemoryNetwork network = MemoryNetwork.load(directory)) {
            for (String question : List.of("gate anna", "shift anna", "gate omar")) {
                String[] words = question.split(" ");
                out.println(words[0] + " of " + words[1] + ": "
                        + network.answer(today, question).answer());
            }
        }
    }

    /** Who stood at which gate on 100 days. */
    static Path roster(Path directory) throws IOException {
        StringBuilder csv = new StringBuilder("day,guard,gate,shift\n");
        Random random = new Random(1);
        for (int day = 1; day <= 100; day++) {
            for (String guard : GUARDS) {
                csv.append(day).append(',').append(guard);
                csv.append(',').append(GATES.get(random.nextInt(GATES.size())));
                csv.append(',')
                        .append(SHIFTS.get(random.nextInt(SHIFTS.size())))
                        .append('\n');
            }
        }
        return Files.writeString(directory.resolve("roster.csv"), csv);
    }
}
