package org.memhop.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times several pieces of work in rounds, each piece once a round, one straight after the other: what disturbs the machine
 * disturbs them alike, and the ratio of two is taken within each round.
 *
 * @param cpu seconds of processor time for each piece and round
 * @param wall seconds that passed
 */
record Rounds(double[][] cpu, double[][] wall) {
    /** The least warm-up is looked at in so many parts. */
    private static final int PARTS = 20;

    /** So many parts without compiling end it. */
    private static final int QUIET = 5;

    /** So many times the least is the most. */
    private static final int MOST = 5;

    /** Measures, with the processor time of this thread. */
    static Rounds of(List<? extends Runnable> work, int rounds, double warmUpSeconds, double roundSeconds) {
        return of(
                work,
                rounds,
                warmUpSeconds,
                roundSeconds,
                ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    }

    /**
     * Measures.
     *
     * @param clock counts nanoseconds of processor time
     * @param work pieces of work
     * @param warmUpSeconds the least that all of them together run unmeasured
     * @param roundSeconds how long each piece works in a round, about
     */
    static Rounds of(
            List<? extends Runnable> work, int rounds, double warmUpSeconds, double roundSeconds, LongSupplier clock) {
        int[] times = new int[work.size()];
        warmUp(work, warmUpSeconds, clock);
        for (int i = 0; i < times.length; i++) {
            times[i] = timesIn(work.get(i), roundSeconds);
        }
        Rounds measured = new Rounds(new double[work.size()][rounds], new double[work.size()][rounds]);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < times.length; i++) {
                long cpu = clock.getAsLong();
                long start = System.nanoTime();
                repeat(work.get(i), times[i]);
                measured.wall[i][round] = (System.nanoTime() - start) / 1e9 / times[i];
                measured.cpu[i][round] = (clock.getAsLong() - cpu) / 1e9 / times[i];
            }
        }
        return measured;
    }

    /** Works until the JVM has compiled nothing for a while; counted in processor time, as a busy machine compiles late. */
    private static void warmUp(List<? extends Runnable> work, double seconds, LongSupplier clock) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        double worked = 0;
        int quiet = 0;
        while (worked < seconds || (quiet < QUIET && worked < MOST * seconds)) {
            long compiling = compiler.getTotalCompilationTime();
            // As long for each: a slow piece would leave a fast one few turns, and the compiler little to go by.
            for (Runnable piece : work) {
                double end = clock.getAsLong() / 1e9 + seconds / PARTS / work.size();
                do {
                    piece.run();
                } while (clock.getAsLong() / 1e9 < end);
            }
            worked += seconds / PARTS;
            quiet = compiler.getTotalCompilationTime() == compiling ? quiet + 1 : 0;
        }
    }

    private static int timesIn(Runnable work, double seconds) {
        int times = 0;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            work.run();
            times++;
        } while (System.nanoTime() < end);
        return times;
    }

    private static void repeat(Runnable work, int times) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    /** The median processor time of a piece, in seconds. */
    double cpuMedian(int piece) {
        return median(cpu[piece]);
    }

    /** The median time that passed, in seconds. */
    double wallMedian(int piece) {
        return median(wall[piece]);
    }

    /** The median, over the rounds, of the processor time of one piece in that of another. */
    double ratio(int piece, int to) {
        return ratio(cpu, piece, to);
    }

    /** The median, over the rounds, of the time that passed for one piece in that of another. */
    double wallRatio(int piece, int to) {
        return ratio(wall, piece, to);
    }

    private static double ratio(double[][] times, int piece, int to) {
        double[] ratios = new double[times[piece].length];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = times[piece][round] / times[to][round];
        }
        return median(ratios);
    }

    /** The middle of some values, or the mean of the two in the middle. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** As {@link #median(double...)}. */
    static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
