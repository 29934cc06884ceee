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
 * yardstick, python, or peak, which trains nothing and does as many multiplications as it can; a size is {@code positions} or
 * {@code segments}; folders are those of backends. Besides what {@link Turns} measures there are {@code NAME.peak-share}, the
 * step's share of the peak on as many threads, {@code peak.N.rate} in operations a second, and {@code yardstick.N.part.PART}.
 */
final class LanguageRun {
    private static final int STEPS_FOR_PARTS = 100;

    private LanguageRun() {}

    /** Runs the measurement and prints its figures. */
    public static void main(String[] args) {
        List<String> all = List.of(args);
        List<Path> folders = all.subList(7, all.size()).stream().map(Path::of).toList();
        Workload workload = Size.named(args[1]).workload(MemhopModule.plugins(folders));
        List<String> names = List.of(args[0].split(","));
        List<Stepper> steppers = new ArrayList<>();
        names.forEach(name -> steppers.add(stepper(name, workload, args[5], Path.of(args[6]))));
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
            }
        }
        steppers.forEach(Stepper::close);
        System.out.print(figures);
    }

    private static Stepper stepper(String name, Workload workload, String python, Path script) {
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
            default -> new BackendStep(workload, id, BackendConfig.DEFAULT.with("threads", Integer.toString(threads)));
        };
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
            if (threads(name) == threads && !name.startsWith("peak.")) {
                figures.put(name + ".peak-share", operations * figures.get("peak." + threads + ".to." + name));
            }
        }
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

    /** As figures and tables name a part. */
    static String label(Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
