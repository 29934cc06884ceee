package org.memhop.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Measures contenders on one task, in a JVM of their own: {@code SpeedRun NAME[,NAME] TASK DIRECTORY ROUNDS
 * WARM-UP-SECONDS}. The JVM is their own because what it compiles for one depends on what else it has seen run.
 */
final class SpeedRun {
    private static final double ROUND_SECONDS = 0.1;

    private SpeedRun() {}

    /** Runs the measurement and prints its figures. */
    public static void main(String[] args) {
        List<String> names = List.of(args[0].split(","));
        Workload workload = Workload.of(Optional.of(Path.of(args[2])), Integer.parseInt(args[1]));
        List<Contender> contenders =
                names.stream().map(name -> Contender.of(name, workload)).toList();
        Figures figures = new Figures();
        Map<String, Doing> all = new TreeMap<>(Map.of(
                "step", c -> n -> c.step(n, Contender.RATE),
                "answer", c -> c::answer,
                "ask", c -> c::ask));
        all.forEach((what, doing) -> {
            Rounds measured = Rounds.of(
                    contenders.stream().map(c -> epoch(workload, doing.with(c))).toList(),
                    Integer.parseInt(args[3]),
                    Double.parseDouble(args[4]),
                    ROUND_SECONDS);
            report(measured, what, names, workload.batches().size(), figures);
        });
        contenders.forEach(Contender::close);
        System.out.print(figures);
    }

    /** What is to be done with each batch. */
    private interface Doing {
        IntConsumer with(Contender contender);
    }

    /** Once through all batches. */
    private static Runnable epoch(Workload workload, IntConsumer each) {
        return () -> {
            for (int n = 0; n < workload.batches().size(); n++) {
                each.accept(n);
            }
        };
    }

    private static void report(Rounds measured, String what, List<String> names, int batches, Figures figures) {
        for (int i = 0; i < names.size(); i++) {
            figures.put(what + "." + names.get(i) + ".cpu", measured.cpuMedian(i) / batches);
            figures.put(what + "." + names.get(i) + ".wall", measured.wallMedian(i) / batches);
        }
        if (names.size() == 2) {
            figures.put(what + ".ratio", measured.ratio(1, 0));
        }
    }
}
