package org.memhop.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.memhop.api.backend.BackendConfig;
import org.memhop.benchmarks.yardstick.LanguageStep.Part;
import org.memhop.core.wiring.MemhopModule;

/**
 * Measures training steps of the language model, in a JVM of their own and in turns: {@code LanguageRun
 * NAME.THREADS[,NAME.THREADS] SIZE ROUNDS WARM-UP-SECONDS ROUND-SECONDS PYTHON SCRIPT [FOLDER …]}. A name is a backend's id,
 * yardstick, python, scoring-ID, which scores {@link BackendScoring#WORDS} words on a backend instead of training,
 * streaming-ID, which scores one, or peak, which does as many multiplications as it can; a size is {@code positions} or
 * {@code segments}; folders are those of backends. Besides what {@link Turns} measures there are {@code NAME.peak-share}, the
 * step's share of the peak on as many threads, {@code peak.N.rate} in operations a second, and {@code NAME.part.PART} of the
 * yardstick and of {@code jvm}, the share of a step's time.
 */
final class LanguageRun {
    /** Before the id of a backend that scores. */
    static final String SCORING = "scoring-";

    /** Before the id of a backend that scores one word at a time. */
    static final String STREAMING = "streaming-";

    private static final int STEPS_FOR_PARTS = 100;

    private LanguageRun() {}

    /** Runs the measurement and prints its figures. */
    public static void main(String[] args) {
        List<String> all = List.of(args);
        List<Path> folders = all.subList(7, all.size()).stream().map(Path::of).toList();
        Size size = Size.named(args[1]);
        Workload workload = size.workload(MemhopModule.plugins(folders));
        List<String> names = List.of(args[0].split(","));
        List<Stepper> steppers = new ArrayList<>();
        names.forEach(name -> steppers.add(stepper(name, size, workload, args[5], Path.of(args[6]))));
        Figures figures = Turns.measure(names, steppers, workload.batches().size(), all.subList(2, 5));
        for (int i = 0; i < names.size(); i++) {
            if (steppers.get(i) instanceof PeakStepper peak) {
                figures.put(names.get(i) + ".rate", peak.operations() / figures.get(names.get(i) + ".wall"));
                addShares(figures, names, threads(names.get(i)), operations(workload) / peak.operations());
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (steppers.get(i) instanceof LanguageYardstick yardstick) {
                addParts(figures, names.get(i), yardstick, workload.batches().size());
            } else if (names.get(i).startsWith("jvm.")) {
                addParts(figures, names.get(i), workload);
            }
        }
        steppers.forEach(Stepper::close);
        System.out.print(figures);
    }

    private static Stepper stepper(String name, Size size, Workload workload, String python, Path script) {
        int threads = threads(name);
        String id = name.substring(0, name.lastIndexOf('.'));
        return switch (id) {
            case "yardstick" -> new LanguageYardstick(workload, threads);
            case "peak" -> new PeakStepper(threads);
            case "python" ->
                new PythonPeer(
                        python,
                        script,
                        threads,
                        List.of("--segment", Integer.toString(LanguageYardstick.segment(workload))));
            default -> onBackend(id, size, workload, threads);
        };
    }

    private static Stepper onBackend(String id, Size size, Workload workload, int threads) {
        BackendConfig options = BackendConfig.DEFAULT.with("threads", Integer.toString(threads));
        if (id.startsWith(SCORING)) {
            return new BackendScoring(size, workload, id.substring(SCORING.length()), options);
        }
        return id.startsWith(STREAMING)
                ? new BackendStreaming(size, workload, id.substring(STREAMING.length()), options)
                : new BackendStep(workload, id, options);
    }

    private static int threads(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
    }

    private static double operations(Workload workload) {
        try (LanguageYardstick yardstick = new LanguageYardstick(workload, 1)) {
            return yardstick.step().operations();
        }
    }

    private static void addShares(Figures figures, List<String> names, int threads, double operations) {
        for (String name : names) {
            if (threads(name) == threads && trains(name)) {
                figures.put(name + ".peak-share", operations * figures.get("peak." + threads + ".to." + name));
            }
        }
    }

    private static boolean trains(String name) {
        return !name.startsWith("peak.") && !name.startsWith(SCORING) && !name.startsWith(STREAMING);
    }

    private static void addParts(Figures figures, String name, LanguageYardstick yardstick, int batches) {
        Part[] parts = Part.values();
        double[] seconds = new double[parts.length];
        Arrays.setAll(seconds, part -> -yardstick.step().seconds(parts[part]));
        for (int n = 0; n < STEPS_FOR_PARTS; n++) {
            yardstick.step(n % batches, Stepper.RATE);
        }
        double total = 0;
        for (Part part : parts) {
            seconds[part.ordinal()] += yardstick.step().seconds(part);
            total += seconds[part.ordinal()];
        }
        for (Part part : parts) {
            figures.put(name + ".part." + label(part), seconds[part.ordinal()] / total);
        }
    }

    /** The same step once more, which tells its times: telling them costs time itself. */
    private static void addParts(Figures figures, String name, Workload workload) {
        BackendConfig options = BackendConfig.DEFAULT
                .with("threads", Integer.toString(threads(name)))
                .with("profile", "true");
        try (BackendStep jvm = new BackendStep(workload, "jvm", options)) {
            for (int n = 0; n < STEPS_FOR_PARTS; n++) {
                jvm.step(n % workload.batches().size(), Stepper.RATE);
            }
            PlanProfile.shares(jvm.toString())
                    .forEach((part, share) -> figures.put(name + ".part." + label(part), share));
        }
    }

    /** As figures and tables name a part. */
    static String label(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
