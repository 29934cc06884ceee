package org.memhop.benchmarks.yardstick;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.memhop.tasks.babi.format.BabiDirectory;

/**
 * Trains the fused network on every bAbI task of a directory by the authors' recipe (position encoding, linear start, random
 * noise) and prints error and seconds: {@code Yardstick DIRECTORY [--joint] [--plain] [--restarts N]}.
 */
public final class Yardstick {
    private Yardstick() {}

    /** Runs the program. */
    public static void main(String[] args) {
        List<String> options = Arrays.asList(args).subList(1, args.length);
        int at = options.indexOf("--restarts");
        int restarts = at < 0 ? 1 : Integer.parseInt(options.get(at + 1));
        boolean joint = options.contains("--joint");
        boolean vectorised = !options.contains("--plain");
        BabiDirectory directory = BabiDirectory.open(Path.of(args[0]));

        long start = System.nanoTime();
        List<Double> errors = joint
                ? best(directory, directory.tasks(), Recipe.joint(), vectorised, restarts)
                : directory.tasks().stream()
                        .map(task -> best(directory, List.of(task), Recipe.singleTask(), vectorised, restarts)
                                .get(0))
                        .toList();
        double seconds = (System.nanoTime() - start) / 1e9;

        for (int i = 0; i < errors.size(); i++) {
            System.out.printf("task %2d  error %5.1f %%%n", directory.tasks().get(i), errors.get(i));
        }
        System.out.printf(
                "mean %.2f %%, %d tasks above 5 %%, %.1f seconds%n",
                errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                errors.stream().filter(error -> error > 5).count(),
                seconds);
    }

    /** Test errors of the restart that ended with the lowest training loss. */
    private static List<Double> best(
            BabiDirectory directory, List<Integer> tasks, Recipe recipe, boolean vectorised, int restarts) {
        EncodedCorpus corpus = EncodedCorpus.read(directory, tasks, Recipe.CAPACITY);
        double lowest = Double.POSITIVE_INFINITY;
        List<Double> errors = new ArrayList<>();
        for (int seed = 1; seed <= restarts; seed++) {
            FusedTrainer trainer = new FusedTrainer(corpus, recipe, vectorised, seed);
            double loss = trainer.train();
            if (loss < lowest) {
                lowest = loss;
                errors = corpus.tests().stream().map(trainer::errorPercent).toList();
            }
        }
        return errors;
    }
}
