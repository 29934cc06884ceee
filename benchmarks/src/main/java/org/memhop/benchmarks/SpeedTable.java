package org.memhop.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Steps, answers and allocation on one thread: each row is measured in a JVM of its own, and all are printed at the end. */
final class SpeedTable {
    private static final int REFERENCE_ROUNDS = 3;
    private static final String WARM_UP_SECONDS = "4";

    private final Corpus corpus;
    private final List<Integer> tasks;
    private final int rounds;

    SpeedTable(Corpus corpus, List<Integer> tasks, int rounds) {
        this.corpus = corpus;
        this.tasks = tasks;
        this.rounds = rounds;
    }

    /** A row: a task, and whether with the Vector API or with plain loops. */
    private record Row(int task, boolean vector, Figures figures, Figures allocation) {
        String head() {
            return task + " | " + (vector ? "Vector API" : "plain loops");
        }

        double of(String what, String contender) {
            return figures.get(what + "." + contender + (vector ? "" : "-plain") + ".cpu");
        }

        double wall(String what, String contender) {
            return figures.get(what + "." + contender + (vector ? "" : "-plain") + ".wall");
        }
    }

    void print(PrintStream out) throws InterruptedException {
        Map<Integer, Figures> references = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        for (int task : tasks) {
            out.println("Task " + task + ": "
                    + Workload.of(Optional.of(corpus.path()), task)
                    + ", B " + Workload.BATCH + ", d 20, K 3, float32.");
            rows.add(new Row(task, true, measure("yardstick,jvm", task, rounds), allocation("on", task)));
            rows.add(new Row(task, false, measure("yardstick-plain,jvm-plain", task, rounds), allocation("off", task)));
            references.put(task, measure("reference", task, Math.min(rounds, REFERENCE_ROUNDS)));
        }
        printSteps(out, rows);
        references.forEach((task, figures) -> out.printf(
                Locale.ROOT, "%d | `reference` | | %.1f | | |%n", task, 1e3 * figures.get("step.reference.cpu")));
        printAnswers(out, rows);
        printAllocation(out, rows);
    }

    private Figures measure(String contenders, int task, int times) throws InterruptedException {
        return ChildJvm.run(
                SpeedRun.class,
                List.of(
                        contenders,
                        Integer.toString(task),
                        corpus.path().toString(),
                        Integer.toString(times),
                        WARM_UP_SECONDS));
    }

    private Figures allocation(String vector, int task) throws InterruptedException {
        return ChildJvm.run(
                AllocationRun.class,
                List.of(vector, Integer.toString(task), corpus.path().toString()));
    }

    private void printSteps(PrintStream out, List<Row> rows) {
        out.printf("%n### A training step, one thread, ms of processor time (median of %d rounds)%n%n", rounds);
        out.println(
                "task | kernels | yardstick | `jvm` | ratio (median of the rounds' ratios) | wall: yardstick, `jvm`");
        out.println("---|---|---|---|---|---");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%s | %.4f | %.4f | **%.2f** | %.4f, %.4f%n",
                    row.head(),
                    1e3 * row.of("step", "yardstick"),
                    1e3 * row.of("step", "jvm"),
                    row.figures.get("step.ratio"),
                    1e3 * row.wall("step", "yardstick"),
                    1e3 * row.wall("step", "jvm"));
        }
    }

    private static void printAnswers(PrintStream out, List<Row> rows) {
        out.printf(
                "%n### Answers, one thread: questions a second in batches of %d, and one question alone%n%n",
                Workload.BATCH);
        out.println("task | kernels | yardstick | `jvm` | ratio | alone: yardstick µs | `jvm` µs | ratio");
        out.println("---|---|---|---|---|---|---|---");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%s | %,.0f | %,.0f | **%.2f** | %.2f | %.2f | %.2f%n",
                    row.head(),
                    Workload.BATCH / row.of("answer", "yardstick"),
                    Workload.BATCH / row.of("answer", "jvm"),
                    row.figures.get("answer.ratio"),
                    1e6 * row.of("ask", "yardstick"),
                    1e6 * row.of("ask", "jvm"),
                    row.figures.get("ask.ratio"));
        }
    }

    private static void printAllocation(PrintStream out, List<Row> rows) {
        out.printf("%n### Bytes that the training thread allocates in %,d steps of `jvm`%n%n", Allocation.STEPS);
        out.println("task | kernels | bytes | after so many steps of warm-up");
        out.println("---|---|---|---");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%s | **%,.0f** | %,.0f%n",
                    row.head(),
                    row.allocation.get("allocation.bytes"),
                    row.allocation.get("allocation.warm-up"));
        }
    }
}
