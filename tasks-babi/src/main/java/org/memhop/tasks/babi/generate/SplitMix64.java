package org.memhop.tasks.babi.generate;

import java.util.Collections;
import java.util.List;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators", figure 16): a stream
 * that is the same on every JDK.
 */
final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    /** The generator of one of many independent streams, numbered by {@code stream}. */
    static SplitMix64 stream(long seed, long stream) {
        return new SplitMix64(mix(mix(seed + GOLDEN_GAMMA) ^ stream * GOLDEN_GAMMA));
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform over 0 … bound − 1. */
    int below(int bound) {
        // Multiply and shift (Lemire 2019); the low half tells the few draws that would favour some numbers.
        long product = (next() >>> 32) * bound;
        long threshold = (1L << 32) % bound;
        while ((product & 0xFFFFFFFFL) < threshold) {
            product = (next() >>> 32) * bound;
        }
        return (int) (product >>> 32);
    }

    boolean coin() {
        return next() < 0;
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    /** Uniform over the members of {@code from} other than {@code not}. */
    <T> T pickOther(List<T> from, T not) {
        T picked = pick(from);
        while (picked.equals(not)) {
            picked = pick(from);
        }
        return picked;
    }

    /** Every order of {@code list} is equally likely. */
    void shuffle(List<?> list) {
        permute(list, 1);
    }

    /** Every order in which the members form one single cycle is equally likely (Sattolo 1986): none keeps its place. */
    void cycle(List<?> list) {
        permute(list, 0);
    }

    private void permute(List<?> list, int orItself) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, below(i + orItself));
        }
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
