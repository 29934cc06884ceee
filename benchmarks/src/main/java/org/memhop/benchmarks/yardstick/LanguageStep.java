package org.memhop.benchmarks.yardstick;

import org.memhop.api.ConfigException;

/**
 * The training step of the paper's language model by hand, for {@code jdk.incubator.vector} and any number of threads: constant
 * first state, temporal rows, layer-wise tying with H, ReLU on the second half of the units, cross-entropy summed over the batch,
 * gradient descent with one bound for the norm of all gradients. How fast a step can be when nothing is general.
 *
 * <p>Every slot has a word: the memory of a segment is as long as {@link LanguageSizes} says, the oldest word first.
 */
public final class LanguageStep implements AutoCloseable {
    private static final int SMALL = 3; // T_A, T_C, H

    private final LanguageSizes sizes;
    private final LanguageWeights weights;
    private final LanguageMemory memory;
    private final LanguageOutput output;
    private final LanguageHops hops;
    private final Team team;
    private final double[] squares = new double[SMALL];
    private final long[] nanos = new long[Part.values().length];
    private int[] words = {};
    private int[] answers = {};
    private float rate;
    // Made once, so that a step takes nothing from the heap:
    private final Team.Work gather = (thread, segment) -> memory().gather(segment, words);
    private final Team.Work forward = (thread, segment) -> hops().forward(thread, segment);
    private final Team.Work logits = (thread, chunk) -> output().forward(thread, chunk, answers);
    private final Team.Work outputGradients = (thread, chunk) -> output().backward(thread, chunk, answers);
    private final Team.Work backward = (thread, segment) -> hops().backward(thread, segment);
    private final Team.Work scatter = (thread, part) -> scatter(part);
    private final Team.Work update = (thread, part) -> update(part);

    /** What a step's time is spent on. */
    public enum Part {
        /** Logits, cross-entropy and the gradients of W and of the last state. */
        OUTPUT,
        /** Attention, reading and the next state, and their gradients. */
        HOPS,
        /** Rows of A and C to memory, and their gradients back. */
        GATHER_AND_SCATTER,
        /** The norm of all gradients, and descent. */
        UPDATE
    }

    /** All parameters 0. */
    public LanguageStep(LanguageSizes sizes, int threads) {
        this.sizes = sizes;
        weights = new LanguageWeights(sizes);
        memory = new LanguageMemory(sizes, weights);
        output = new LanguageOutput(sizes, weights, threads);
        hops = new LanguageHops(sizes, weights, memory, output, threads);
        team = new Team(threads);
    }

    private LanguageMemory memory() {
        return memory;
    }

    private LanguageHops hops() {
        return hops;
    }

    private LanguageOutput output() {
        return output;
    }

    /**
     * Sets a parameter.
     *
     * @param name A, C, W {@code [V, d]}, T_A, T_C {@code [M + 1, d]} by time with a null row first, or H {@code [d, d]}
     * @throws ConfigException if there is none of this name, or its values are too few or too many
     */
    public void write(String name, float[] values) {
        weights.write(name, values);
    }

    /** A parameter's values; see {@link #write}. */
    public float[] read(String name) {
        return weights.read(name);
    }

    /**
     * Trains on a batch.
     *
     * @param batchWords of each segment's memory {@code [B/S, M + S − 1]}: target s of a segment is told of M of them, from the
     *     s-th on
     * @param batchAnswers the target words {@code [B]}
     * @param clip the most that the norm of all gradients may be
     * @return the cross-entropy before the step, summed over the batch
     */
    public double train(int[] batchWords, int[] batchAnswers, float learningRate, float clip) {
        words = batchWords;
        answers = batchAnswers;
        long start = System.nanoTime();
        hops.begin();
        output.begin();
        memory.number(words);
        team.run(sizes.segments(), gather);
        start = count(Part.GATHER_AND_SCATTER, start);
        team.run(sizes.segments(), forward);
        start = count(Part.HOPS, start);
        team.run(output.chunks(), logits);
        double loss = output.loss();
        team.run(output.chunks(), outputGradients);
        start = count(Part.OUTPUT, start);
        team.run(sizes.segments(), backward);
        start = count(Part.HOPS, start);
        team.run(LanguageMemory.TABLES + SMALL, scatter);
        start = count(Part.GATHER_AND_SCATTER, start);
        double norm = Math.sqrt(output.squares() + memory.squares() + squares[0] + squares[1] + squares[2]);
        rate = (float) (learningRate * clip / Math.max(norm, clip));
        team.run(LanguageMemory.TABLES + SMALL + output.chunks(), update);
        count(Part.UPDATE, start);
        return loss;
    }

    private void scatter(int part) {
        if (part < LanguageMemory.TABLES) {
            memory.scatter(part, words);
        } else {
            int parameter = part - LanguageMemory.TABLES;
            squares[parameter] = hops.collect(parameter);
        }
    }

    private void update(int part) {
        if (part < LanguageMemory.TABLES) {
            memory.update(part, rate);
        } else if (part < LanguageMemory.TABLES + SMALL) {
            hops.update(part - LanguageMemory.TABLES, rate);
        } else {
            output.update(part - LanguageMemory.TABLES - SMALL, rate);
        }
    }

    private long count(Part part, long since) {
        long now = System.nanoTime();
        nanos[part.ordinal()] += now - since;
        return now;
    }

    /** Seconds that steps have spent on a part so far. */
    public double seconds(Part part) {
        return nanos[part.ordinal()] / 1e9;
    }

    /**
     * Floating point operations of a step, a multiplication and an addition being two: the three products of the output layer, and
     * those of the hops with M slots for each target, whose words and temporal rows are scored and read separately.
     */
    public double operations() {
        double targets = sizes.batch();
        double d = sizes.dimension();
        double attention = 12 * targets * sizes.slots() * d - 2 * targets * sizes.slots() * d / sizes.hops();
        double states = 3 * targets * d * d - targets * d * d / sizes.hops();
        return 2 * (3 * targets * d * sizes.vocabulary() + sizes.hops() * (attention + states));
    }

    @Override
    public void close() {
        team.close();
    }
}
