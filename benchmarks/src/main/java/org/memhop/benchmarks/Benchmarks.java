package org.memhop.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.MemhopException;

/**
 * Measures backend {@code jvm} against the hand-fused network and prints Markdown tables: {@code Benchmarks
 * [speed|whole|all] [--data DIR] [--rounds N] [--runs N]}. Without {@code --data} the official files are looked for where the
 * environment variable {@code MEMHOP_DATA} says, and generated ones used if it is not set.
 */
public final class Benchmarks {
    private static final List<Integer> TASKS = List.of(1, 3);

    private Benchmarks() {}

    /** Runs the program; the exit code is 1 after an error, which it prints. */
    public static void main(String[] args) throws InterruptedException {
        try {
            run(Options.parse(Arrays.asList(args)));
        } catch (MemhopException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println("benchmarks: " + e);
            System.exit(1);
        }
    }

    /**
     * What a user asked for.
     *
     * @param what speed, whole or all
     * @param data the official files
     * @param rounds of each measurement of speed
     * @param runs of each whole run
     */
    record Options(String what, Optional<Path> data, int rounds, int runs) {
        /**
         * Reads the command line.
         *
         * @throws ConfigException if it is not understood
         */
        static Options parse(List<String> args) {
            String what = "all";
            Optional<Path> data = Corpus.named();
            int rounds = 15;
            int runs = 3;
            List<String> left = new ArrayList<>(args);
            while (!left.isEmpty()) {
                String arg = left.remove(0);
                switch (arg) {
                    case "speed", "whole", "all" -> what = arg;
                    case "--data" -> data = Optional.of(Path.of(value(arg, left)));
                    case "--rounds" -> rounds = count(arg, left);
                    case "--runs" -> runs = count(arg, left);
                    default ->
                        throw new ConfigException("found \"" + arg
                                + "\"; expected speed, whole or all, --data DIR, --rounds N or --runs N");
                }
            }
            return new Options(what, data, rounds, runs);
        }

        private static String value(String option, List<String> left) {
            if (left.isEmpty()) {
                throw new ConfigException(option + ": expected a value after it");
            }
            return left.remove(0);
        }

        private static int count(String option, List<String> left) {
            String text = value(option, left);
            if (!text.matches("[1-9]\\d{0,5}")) {
                throw new ConfigException(option + ": found \"" + text + "\"; expected a whole number from 1 on");
            }
            return Integer.parseInt(text);
        }
    }

    private static void run(Options options) throws IOException, InterruptedException {
        try (Corpus corpus = Corpus.open(options.data)) {
            System.out.printf(
                    "%s data. Java %s, %s, %d processors.%n",
                    corpus.isGenerated() ? "Generated" : "Official",
                    Runtime.version(),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors());
            if (!options.what.equals("whole")) {
                new SpeedTable(corpus, TASKS, options.rounds).print(System.out);
            }
            if (!options.what.equals("speed")) {
                new WholeTable(corpus, options.runs).print(System.out);
            }
        }
    }
}
