package org.memhop.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.memhop.benchmarks.yardstick.LanguageStep;

/**
 * The training step of the language model: by hand, on every backend, and in PyTorch where a Python is named; with targets in
 * segments and at random positions; beside the most that the processors can do. Then scoring, on every backend.
 */
final class LanguageTable {
    private static final String WARM_UP = "40";
    private static final String ROUND = "0.5";
    private static final String NO_PYTHON = "-";

    private final BackendPlaces places;
    private final List<Integer> threads;
    private final int rounds;
    private final Optional<String> python;

    LanguageTable(BackendPlaces places, List<Integer> threads, int rounds, Optional<String> python) {
        this.places = places;
        this.threads = List.copyOf(new TreeSet<>(threads));
        this.rounds = rounds;
        this.python = python;
    }

    void print(PrintStream out) throws InterruptedException {
        places.missing().forEach((id, reason) -> out.println("Backend " + id + " is left out: " + reason + "."));
        print(out, "segments", "targets in segments");
        print(out, "positions", "targets at random positions");
        printScoring(out);
    }

    private void print(PrintStream out, String size, String title) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (int count : threads) {
            implementations().forEach(id -> names.add(id + "." + count));
            names.add("peak." + count);
        }
        Figures figures = measure(names, size, Integer.toString(rounds), WARM_UP);
        out.printf(
                "%n### A training step of the language model, %s: %s (median of %d rounds in turns)%n%n",
                title, Size.named(size), rounds);
        out.println("implementation | threads | ms | ms of processor time | time of the yardstick | time of `jvm`"
                + " | share of the peak | peak MiB resident, alone");
        out.println("---|---|---|---|---|---|---|---");
        for (String name : names) {
            if (!name.startsWith("peak.")) {
                printStep(out, name, figures, measure(List.of(name), size, "1", "0"));
            }
        }
        for (int count : threads) {
            out.printf(
                    Locale.ROOT,
                    "%nPeak of multiplications and additions on %d thread(s), in the same rounds: %.0f GFLOP/s.",
                    count,
                    figures.get("peak." + count + ".rate") / 1e9);
        }
        out.println();
        printParts(out, figures);
        if (threads.size() > 1) {
            printThreads(out, figures);
        }
    }

    private void printScoring(PrintStream out) throws InterruptedException {
        List<String> backends = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int count : threads) {
            backends().forEach(id -> backends.add(id + "." + count));
        }
        for (String kind : List.of(LanguageRun.SCORING, LanguageRun.STREAMING)) {
            backends.forEach(backend -> names.add(kind + backend));
        }
        Figures figures = measure(names, "segments", Integer.toString(rounds), WARM_UP);
        out.printf("%n### Scoring a text, %s (median of %d rounds in turns)%n%n", Size.named("segments"), rounds);
        out.println(
                "backend | threads | words a second, many at a time | time of `jvm` | one at a time | time of `jvm`");
        out.println("---|---|---|---|---|---");
        for (String backend : backends) {
            int dot = backend.lastIndexOf('.');
            String jvm = "jvm" + backend.substring(dot);
            out.printf(
                    Locale.ROOT,
                    "`%s` | %s | %,.0f | **%.2f** | %,.0f | **%.2f**%n",
                    backend.substring(0, dot),
                    backend.substring(dot + 1),
                    BackendScoring.WORDS / figures.get(LanguageRun.SCORING + backend + ".wall"),
                    figures.get(LanguageRun.SCORING + backend + ".to." + LanguageRun.SCORING + jvm),
                    1 / figures.get(LanguageRun.STREAMING + backend + ".wall"),
                    figures.get(LanguageRun.STREAMING + backend + ".to." + LanguageRun.STREAMING + jvm));
        }
    }

    private List<String> implementations() {
        return Stream.of(
                        Stream.of("yardstick"),
                        backends().stream(),
                        python.stream().map(command -> "python"))
                .flatMap(each -> each)
                .toList();
    }

    private List<String> backends() {
        return Stream.concat(Stream.of("jvm"), BackendPlaces.NATIVE.stream())
                .filter(id -> !places.missing().containsKey(id))
                .toList();
    }

    private Figures measure(List<String> names, String size, String times, String warmUp) throws InterruptedException {
        List<String> args = new ArrayList<>(List.of(
                String.join(",", names),
                size,
                times,
                warmUp,
                ROUND,
                python.orElse(NO_PYTHON),
                BackendPlaces.root()
                        .resolve(Path.of("benchmarks", "peers", "lm_step.py"))
                        .toString()));
        places.folders().forEach(folder -> args.add(folder.toString()));
        return ChildJvm.run(LanguageRun.class, args);
    }

    private static void printStep(PrintStream out, String name, Figures figures, Figures alone) {
        int dot = name.lastIndexOf('.');
        String id = name.substring(0, dot);
        String count = name.substring(dot + 1);
        out.printf(
                Locale.ROOT,
                "%s | %s | %.1f | %.1f | **%.2f** | **%.2f** | %.0f %% | %s%n",
                switch (id) {
                    case "yardstick" -> id;
                    case "python" -> "PyTorch";
                    default -> "`" + id + "`";
                },
                count,
                1e3 * figures.get(name + ".wall"),
                1e3 * figures.get(name + ".cpu"),
                figures.get(name + ".to.yardstick." + count),
                figures.get(name + ".to.jvm." + count),
                100 * figures.get(name + ".peak-share"),
                alone.has("peak") ? String.format(Locale.ROOT, "%.0f", alone.get("peak") / (1 << 20)) : "");
    }

    private void printParts(PrintStream out, Figures figures) {
        out.println();
        for (int count : threads) {
            for (String id : List.of("yardstick", "jvm")) {
                List<String> shares = new ArrayList<>();
                for (LanguageStep.Part part : LanguageStep.Part.values()) {
                    String label = LanguageRun.label(part);
                    double share = figures.get(id + "." + count + ".part." + label);
                    shares.add(String.format(Locale.ROOT, "%s %.0f %%", label.replace('-', ' '), 100 * share));
                }
                out.printf("- %s, %d thread(s): %s.%n", id, count, String.join(", ", shares));
            }
        }
    }

    private void printThreads(PrintStream out, Figures figures) {
        List<String> gains = new ArrayList<>();
        for (String id : implementations()) {
            for (int count : threads.subList(1, threads.size())) {
                double gain = figures.get(id + "." + threads.get(0) + ".to." + id + "." + count);
                gains.add(String.format(Locale.ROOT, "%s %.2f × on %d", id, gain, count));
            }
        }
        out.printf("%nAs fast as on %d thread(s): %s.%n", threads.get(0), String.join(", ", gains));
    }
}
