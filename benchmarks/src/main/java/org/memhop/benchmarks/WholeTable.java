package org.memhop.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All tasks trained once each, as a user would: every run a fresh JVM, the contenders one after another in each round. */
final class WholeTable {
    private static final List<String> NAMES = List.of("yardstick", "jvm");
    private static final List<Integer> THREADS = List.of(1, 2);

    private final Corpus corpus;
    private final int runs;

    WholeTable(Corpus corpus, int runs) {
        this.corpus = corpus;
        this.runs = runs;
    }

    private record Row(String name, int threads, List<Figures> runs) {
        double median(String figure) {
            return Rounds.median(runs.stream().map(run -> run.get(figure)).toList());
        }
    }

    void print(PrintStream out) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (int threads : THREADS) {
            NAMES.forEach(name -> rows.add(new Row(name, threads, new ArrayList<>())));
        }
        for (int run = 0; run < runs; run++) {
            for (Row row : rows) {
                List<String> args = List.of(
                        row.name, Integer.toString(row.threads), corpus.path().toString());
                row.runs.add(ChildJvm.run(WholeRun.class, args));
            }
        }
        out.printf(
                Locale.ROOT,
                "%n### All %.0f tasks × 1 restart from a cold JVM, with reading and testing (median of %d runs)%n%n",
                rows.get(0).median("tasks"),
                runs);
        out.println(
                "implementation | threads | seconds | processor seconds | of these training | mean error % | tasks above 5 %");
        out.println("---|---|---|---|---|---|---");
        for (Row row : rows) {
            out.printf(
                    Locale.ROOT,
                    "%s | %d | **%.1f** | %.1f | %.1f | %.2f | %.0f%n",
                    row.name.equals("jvm") ? "`jvm`" : row.name,
                    row.threads,
                    row.median("wall"),
                    row.median("cpu"),
                    row.median("working"),
                    row.median("error"),
                    row.median("failed"));
        }
        out.printf(
                Locale.ROOT,
                "%n`jvm` against the yardstick: %.2f × on one thread, %.2f × on two. `jvm` on two threads against one: %.2f ×"
                        + " as fast.%n",
                rows.get(1).median("wall") / rows.get(0).median("wall"),
                rows.get(3).median("wall") / rows.get(2).median("wall"),
                rows.get(1).median("wall") / rows.get(3).median("wall"));
    }
}
