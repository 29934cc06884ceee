package org.memhop.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.memhop.api.ConfigException;
import org.memhop.api.MemhopException;

/**
 * Measures backend {@code jvm} against the hand-fused network, and all backends against each other, and prints Markdown tables:
 * {@code Benchmarks [speed|whole|backends|language|all] [--data DIR] [--rounds N] [--runs N] [--threads LIST] [--backends DIRS]
 * [--python COMMAND]}. Without {@code --data} the official files are looked for where the environment variable {@code MEMHOP_DATA} says, and generated ones
 * used if it is not set.
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
     * @param what speed, whole, backends, language or all
     * @param data the official files
     * @param rounds of each measurement of speed
     * @param runs of each whole run
     * @param threads on how many to measure the backends
     * @param backends folders of further backends, separated as on a class path
     * @param python an interpreter that has PyTorch, to take turns with the backends at the language model
     */
    record Options(
            String what,
            Optional<Path> data,
            int rounds,
            int runs,
            List<Integer> threads,
            Optional<String> backends,
            Optional<String> python) {
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
            List<Integer> threads = List.of(1, Runtime.getRuntime().availableProcessors());
            Optional<String> backends = Optional.empty();
            Optional<String> python = Optional.empty();
            List<String> left = new ArrayList<>(args);
            while (!left.isEmpty()) {
                String arg = left.remove(0);
                switch (arg) {
                    case "speed", "whole", "backends", "language", "all" -> what = arg;
                    case "--data" -> data = Optional.of(Path.of(value(arg, left)));
                    case "--rounds" -> rounds = count(arg, left);
                    case "--runs" -> runs = count(arg, left);
                    case "--threads" -> threads = counts(arg, value(arg, left));
                    case "--backends" -> backends = Optional.of(value(arg, left));
                    case "--python" -> python = Optional.of(value(arg, left));
                    default ->
                        throw new ConfigException("found \"" + arg
                                + "\"; expected speed, whole, backends, language or all, --data DIR, --rounds N, --runs N,"
                                + " --threads N,N, --backends DIR or --python COMMAND");
                }
            }
            return new Options(what, data, rounds, runs, threads, backends, python);
        }

        /** Whether a measurement was asked for. */
        boolean includes(String measurement) {
            return what.equals("all") || what.equals(measurement);
        }

        private static String value(String option, List<String> left) {
            if (left.isEmpty()) {
                throw new ConfigException(option + ": expected a value after it");
            }
            return left.remove(0);
        }

        private static int count(String option, List<String> left) {
            return count(option, value(option, left));
        }

        private static List<Integer> counts(String option, String text) {
            return Stream.of(text.split(",", -1))
                    .map(each -> count(option, each))
                    .toList();
        }

        private static int count(String option, String text) {
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
            if (options.includes("speed")) {
                new SpeedTable(corpus, TASKS, options.rounds).print(System.out);
            }
            if (options.includes("backends")) {
                BackendPlaces places = BackendPlaces.find(options.backends);
                new BackendsTable(corpus, places, options.threads, options.rounds).print(System.out);
            }
            if (options.includes("language")) {
                BackendPlaces places = BackendPlaces.find(options.backends);
                new LanguageTable(places, options.threads, options.rounds, options.python).print(System.out);
            }
            if (options.includes("whole")) {
                new WholeTable(corpus, options.runs).print(System.out);
            }
        }
    }
}
