package org.memhop.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The training step on every backend, at the size of a bAbI task and with every slot full, on one thread and on more. */
final class BackendsTable {
    private static final String MEMORY_ROUNDS = "1";

    private final Corpus corpus;
    private final BackendPlaces places;
    private final List<Integer> threads;
    private final int rounds;

    BackendsTable(Corpus corpus, BackendPlaces places, List<Integer> threads, int rounds) {
        this.corpus = corpus;
        this.places = places;
        this.threads = List.copyOf(new TreeSet<>(threads));
        this.rounds = rounds;
    }

    /**
     * What is measured together.
     *
     * @param name as {@link BackendsRun} takes it
     */
    private record Row(String name, String title, String warmUp, String round) {}

    private List<Row> rows() {
        Workload task = Workload.of(Optional.of(corpus.path()), 1);
        return List.of(
                new Row("task-1:" + corpus.path(), "bAbI task 1: " + task + ", B " + task.batch(), "30", "0.2"),
                new Row("babi", "bAbI, every slot full: " + Size.babi() + " and 50 time words", "30", "0.2"));
    }

    void print(PrintStream out) throws InterruptedException {
        places.missing().forEach((id, reason) -> out.println("Backend " + id + " is left out: " + reason + "."));
        for (Row row : rows()) {
            List<String> ids = ids();
            List<String> names = new ArrayList<>();
            for (int count : threads) {
                ids.forEach(id -> names.add(id + "." + count));
            }
            names.add("yardstick.1");
            names.add("reference.1");
            Figures figures = measure(names, row, Integer.toString(rounds), row.warmUp);
            out.printf("%n### A training step, %s (median of %d rounds in turns)%n%n", row.title, rounds);
            printSteps(out, row, names, figures);
            if (threads.size() > 1) {
                printThreads(out, ids, figures);
            }
        }
    }

    /** {@code jvm} first: the others are compared with it. */
    private List<String> ids() {
        return Stream.concat(Stream.of("jvm"), BackendPlaces.NATIVE.stream())
                .filter(id -> !places.missing().containsKey(id))
                .toList();
    }

    private Figures measure(List<String> names, Row row, String times, String warmUp) throws InterruptedException {
        List<String> args = new ArrayList<>(List.of(String.join(",", names), row.name, times, warmUp, row.round));
        places.folders().forEach(folder -> args.add(folder.toString()));
        return ChildJvm.run(BackendsRun.class, args);
    }

    private void printSteps(PrintStream out, Row row, List<String> names, Figures figures) throws InterruptedException {
        out.println("implementation | threads | ms | ms of processor time | time of `jvm` on as many threads | peak MiB"
                + " resident, alone");
        out.println("---|---|---|---|---|---");
        for (String name : names) {
            Figures alone = measure(List.of(name), row, MEMORY_ROUNDS, "0");
            print(out, name, figures, alone);
        }
    }

    private static void print(PrintStream out, String name, Figures figures, Figures alone) {
        int dot = name.lastIndexOf('.');
        String id = name.substring(0, dot);
        String count = name.substring(dot + 1);
        String ratio = name + ".to.jvm." + count;
        out.printf(
                Locale.ROOT,
                "%s | %s | %s | %s | %s | %s%n",
                id.equals("yardstick") ? id : "`" + id + "`",
                count,
                milliseconds(figures.get(name + ".wall")),
                milliseconds(figures.get(name + ".cpu")),
                figures.has(ratio) ? String.format(Locale.ROOT, "**%.2f**", figures.get(ratio)) : "",
                alone.has("peak") ? String.format(Locale.ROOT, "%.0f", alone.get("peak") / (1 << 20)) : "");
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 0.01 ? "%.3f" : seconds < 1 ? "%.1f" : "%,.0f", 1e3 * seconds);
    }

    private void printThreads(PrintStream out, List<String> ids, Figures figures) {
        Map<String, List<String>> gains = new LinkedHashMap<>();
        String one = Integer.toString(threads.get(0));
        for (String id : ids) {
            List<String> row = new ArrayList<>();
            for (int count : threads.subList(1, threads.size())) {
                double gain = figures.get(id + "." + one + ".to." + id + "." + count);
                row.add(String.format(Locale.ROOT, "%.2f × on %d", gain, count));
            }
            gains.put("`" + id + "`", row);
        }
        List<String> text = new ArrayList<>();
        gains.forEach((id, row) -> text.add(id + " " + String.join(", ", row)));
        out.printf("%nAs fast as on %s thread(s): %s.%n", one, String.join("; ", text));
    }
}
