package org.memhop.benchmarks.yardstick;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.memhop.tasks.babi.format.BabiDirectory;

/**
 * Trains the fused network on every bAbI task of a directory by the authors' recipe (position encoding, linear start, random
 * noise) and prints error and seconds: {@code Yardstick DIRECTORY [--joint] [--plain] [--restarts N]}. Of several restarts
 * the one that ended with the lowest training loss counts.
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
        List<Outcome> kept = new ArrayList<>();
        List<Double> every = new ArrayList<>();
        List<List<Integer>> runs = joint
                ? List.of(directory.tasks())
                : directory.tasks().stream().map(List::of).toList();
        for (List<Integer> tasks : runs) {
            EncodedCorpus corpus = EncodedCorpus.read(directory, tasks, Recipe.CAPACITY);
            List<Outcome> outcomes = new ArrayList<>();
            for (int seed = 1; seed <= restarts; seed++) {
                outcomes.add(run(corpus, joint ? Recipe.joint() : Recipe.singleTask(), vectorised, seed));
            }
            outcomes.forEach(outcome -> every.addAll(outcome.errors));
            kept.add(Collections.min(outcomes, Comparator.comparingDouble(Outcome::loss)));
            for (int i = 0; i < tasks.size(); i++) {
                System.out.printf(
                        "task %2d  error %5.1f %%  of",
                        tasks.get(i), kept.get(kept.size() - 1).errors.get(i));
                for (Outcome outcome : outcomes) {
                    System.out.printf(" %5.1f (training loss %.4f)", outcome.errors.get(i), outcome.loss);
                }
                System.out.println();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;

        List<Double> errors =
                kept.stream().flatMap(outcome -> outcome.errors.stream()).toList();
        System.out.printf(
                "mean %.2f %%, %d tasks above 5 %%; mean over every restart %.2f %%; %.1f seconds%n",
                mean(errors), errors.stream().filter(error -> error > 5).count(), mean(every), seconds);
    }

    /** Reads a task, trains the fused network on it once and returns the test error in percent. */
    public static double testError(BabiDirectory directory, int task, boolean vectorised, long seed) {
        EncodedCorpus corpus = EncodedCorpus.read(directory, List.of(task), Recipe.CAPACITY);
        return run(corpus, Recipe.singleTask(), vectorised, seed).errors.get(0);
    }

    /** How a training ended: its loss in the last epoch, and the test error of each task in percent. */
    private record Outcome(double loss, List<Double> errors) {}

    private static Outcome run(EncodedCorpus corpus, Recipe recipe, boolean vectorised, long seed) {
        FusedTrainer trainer = new FusedTrainer(corpus, recipe, vectorised, seed);
        double loss = trainer.train();
        return new Outcome(
                loss, corpus.tests().stream().map(trainer::errorPercent).toList());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
