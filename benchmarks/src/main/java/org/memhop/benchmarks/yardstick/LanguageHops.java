package org.memhop.benchmarks.yardstick;

import java.util.Arrays;

/**
 * The hops of a {@link LanguageStep}, a segment at a time and forwards or backwards through all of its hops. The scores of a
 * segment's targets for all of its memory rows are one product; target s is told of rows s to s + M, a band, to which its scores
 * for the temporal rows are added.
 */
final class LanguageHops {
    private static final float FIRST_STATE = 0.1f;

    private final LanguageSizes sizes;
    private final LanguageWeights weights;
    private final LanguageMemory memory;
    private final LanguageOutput output;
    private final int width;
    private final int slotWidth;
    private final int rowWidth;
    // Of every state, in the order of segments, then hops, then targets:
    private final float[] u; // the state before the hop [d]
    private final float[] g; // ∂loss/∂(H u + o) [d]
    private final float[] p; // attention [M]
    private final float[] s; // ∂loss/∂scores [M]
    private final float[] bandP; // attention [R], 0 outside of the band
    private final float[] bandS;
    private final Scratch[] scratch;

    /** What a thread needs, and what it has added up of the gradients of T_A, T_C and H. */
    private static final class Scratch {
        final float[] rowScores; // [S, R]
        final float[] slotScores; // [S, M]
        final float[] next; // [S, d]
        final float[] keyTimes;
        final float[] valueTimes;
        final float[] h;

        Scratch(LanguageSizes sizes, LanguageWeights weights, int rowWidth) {
            rowScores = new float[sizes.segment() * rowWidth + LanguageKernels.SLACK];
            slotScores = new float[sizes.segment() * weights.slotWidth];
            next = new float[sizes.segment() * weights.width];
            keyTimes = new float[sizes.slots() * weights.width];
            valueTimes = new float[keyTimes.length];
            h = new float[weights.h.length];
        }
    }

    LanguageHops(
            LanguageSizes sizes, LanguageWeights weights, LanguageMemory memory, LanguageOutput output, int threads) {
        this.sizes = sizes;
        this.weights = weights;
        this.memory = memory;
        this.output = output;
        width = weights.width;
        slotWidth = weights.slotWidth;
        rowWidth = memory.rowWidth;
        int states = sizes.segments() * sizes.states();
        u = new float[states * width];
        g = new float[u.length];
        p = new float[states * slotWidth];
        s = new float[p.length];
        bandP = new float[states * rowWidth];
        bandS = new float[bandP.length];
        for (int segment = 0; segment < sizes.segments(); segment++) {
            for (int b = 0; b < sizes.segment(); b++) {
                int at = (segment * sizes.states() + b) * width;
                Arrays.fill(u, at, at + sizes.dimension(), FIRST_STATE);
            }
        }
        scratch = new Scratch[threads];
        for (int thread = 0; thread < threads; thread++) {
            scratch[thread] = new Scratch(sizes, weights, rowWidth);
        }
    }

    /** Forgets the batch before. */
    void begin() {
        for (Scratch each : scratch) {
            Arrays.fill(each.keyTimes, 0);
            Arrays.fill(each.valueTimes, 0);
            Arrays.fill(each.h, 0);
        }
    }

    /** All hops of a segment; leaves the last state with the output layer. */
    void forward(int thread, int segment) {
        int targets = sizes.segment();
        int d = sizes.dimension();
        int columns = LanguageSizes.padded(d);
        Scratch own = scratch[thread];
        for (int k = 0; k < sizes.hops(); k++) {
            int q = segment * sizes.states() + k * targets;
            scores(own, u, q, memory.transposedKeys, segment, weights.keyTimesT);
            for (int b = 0; b < targets; b++) {
                int at = (q + b) * slotWidth;
                LanguageKernels.softmax(
                        own.rowScores, b * (rowWidth + 1), own.slotScores, b * slotWidth, p, at, sizes.slots());
                System.arraycopy(p, at, bandP, (q + b) * rowWidth + b, sizes.slots());
            }
            boolean last = k == sizes.hops() - 1;
            float[] to = last ? output.states : u;
            int toAt = last ? segment * targets * width : (q + targets) * width;
            Arrays.fill(to, toAt, toAt + targets * width, 0);
            Tiles.add(
                    bandP,
                    q * rowWidth,
                    rowWidth,
                    1,
                    memory.values,
                    memory.at(segment),
                    width,
                    to,
                    toAt,
                    width,
                    targets,
                    columns,
                    sizes.rows());
            Tiles.add(
                    p,
                    q * slotWidth,
                    slotWidth,
                    1,
                    weights.valueTimes,
                    0,
                    width,
                    to,
                    toAt,
                    width,
                    targets,
                    columns,
                    sizes.slots());
            Tiles.add(u, q * width, width, 1, weights.transposedH, 0, width, to, toAt, width, targets, columns, d);
            for (int b = 0; b < targets; b++) {
                int bent = toAt + b * width + d / 2;
                LanguageKernels.whereOn(to, bent, to, bent, to, bent, d - d / 2);
            }
        }
        LanguageWeights.transpose(
                output.states,
                segment * targets * width,
                width,
                targets,
                d,
                output.transposedStates,
                segment * targets,
                output.batchWidth);
    }

    /** {@code x · rowsᵀ} and {@code x · timesᵀ} of a segment's targets, with x read from state {@code q} on. */
    private void scores(Scratch own, float[] x, int q, float[] transposed, int segment, float[] transposedTimes) {
        int targets = sizes.segment();
        int d = sizes.dimension();
        Arrays.fill(own.rowScores, 0);
        Tiles.add(
                x,
                q * width,
                width,
                1,
                transposed,
                memory.transposedAt(segment),
                rowWidth,
                own.rowScores,
                0,
                rowWidth,
                targets,
                LanguageSizes.padded(sizes.rows()),
                d);
        Arrays.fill(own.slotScores, 0);
        Tiles.add(
                x,
                q * width,
                width,
                1,
                transposedTimes,
                0,
                slotWidth,
                own.slotScores,
                0,
                slotWidth,
                targets,
                LanguageSizes.padded(sizes.slots()),
                d);
    }

    /** All hops of a segment from the last to the first, and the gradients of its rows. */
    void backward(int thread, int segment) {
        Scratch own = scratch[thread];
        output.stateGradients(segment * sizes.segment(), sizes.segment(), own.next, 0);
        for (int k = sizes.hops() - 1; k >= 0; k--) {
            backward(own, segment, k);
        }
        int q = segment * sizes.states();
        int rows = sizes.rows() * width;
        Arrays.fill(memory.keyGradients, memory.at(segment), memory.at(segment) + rows, 0);
        addTransposed(segment, bandS, q * rowWidth, rowWidth, u, memory.keyGradients, memory.at(segment), sizes.rows());
        Arrays.fill(memory.valueGradients, memory.at(segment), memory.at(segment) + rows, 0);
        addTransposed(
                segment, bandP, q * rowWidth, rowWidth, g, memory.valueGradients, memory.at(segment), sizes.rows());
        addTransposed(segment, s, q * slotWidth, slotWidth, u, own.keyTimes, 0, sizes.slots());
        addTransposed(segment, p, q * slotWidth, slotWidth, g, own.valueTimes, 0, sizes.slots());
        addTransposed(segment, g, q * width, width, u, own.h, 0, sizes.dimension());
    }

    /** {@code y[i] += Σ_q a[q, i] b[q]} over all states of a segment. */
    private void addTransposed(int segment, float[] a, int aAt, int aRow, float[] b, float[] y, int yAt, int rows) {
        Tiles.add(
                a,
                aAt,
                1,
                aRow,
                b,
                segment * sizes.states() * width,
                width,
                y,
                yAt,
                width,
                rows,
                LanguageSizes.padded(sizes.dimension()),
                sizes.states());
    }

    private void backward(Scratch own, int segment, int k) {
        int targets = sizes.segment();
        int d = sizes.dimension();
        int columns = LanguageSizes.padded(d);
        int q = segment * sizes.states() + k * targets;
        boolean last = k == sizes.hops() - 1;
        float[] after = last ? output.states : u;
        int afterAt = last ? segment * targets * width : (q + targets) * width;
        for (int b = 0; b < targets; b++) {
            int to = (q + b) * width;
            System.arraycopy(own.next, b * width, g, to, d / 2);
            LanguageKernels.whereOn(
                    own.next, b * width + d / 2, after, afterAt + b * width + d / 2, g, to + d / 2, d - d / 2);
        }
        scores(own, g, q, memory.transposedValues, segment, weights.valueTimesT);
        for (int b = 0; b < targets; b++) {
            int at = (q + b) * slotWidth;
            LanguageKernels.softmaxGradient(
                    own.rowScores, b * (rowWidth + 1), own.slotScores, b * slotWidth, p, s, at, sizes.slots());
            System.arraycopy(s, at, bandS, (q + b) * rowWidth + b, sizes.slots());
        }
        if (k == 0) {
            return; // the first state is a constant
        }
        Arrays.fill(own.next, 0);
        Tiles.add(
                bandS,
                q * rowWidth,
                rowWidth,
                1,
                memory.keys,
                memory.at(segment),
                width,
                own.next,
                0,
                width,
                targets,
                columns,
                sizes.rows());
        Tiles.add(
                s,
                q * slotWidth,
                slotWidth,
                1,
                weights.keyTimes,
                0,
                width,
                own.next,
                0,
                width,
                targets,
                columns,
                sizes.slots());
        Tiles.add(g, q * width, width, 1, weights.h, 0, width, own.next, 0, width, targets, columns, d);
    }

    /** Adds up what the threads have for T_A (0), T_C (1) or H (2), and gives its squared norm. */
    double collect(int parameter) {
        float[] total = gradient(scratch[0], parameter);
        for (int thread = 1; thread < scratch.length; thread++) {
            LanguageKernels.addScaled(total, 0, gradient(scratch[thread], parameter), 0, total.length, 1);
        }
        return LanguageKernels.squares(total, 0, total.length);
    }

    private static float[] gradient(Scratch of, int parameter) {
        return parameter == 0 ? of.keyTimes : parameter == 1 ? of.valueTimes : of.h;
    }

    /** Goes down the gradient of T_A (0), T_C (1) or H (2). */
    void update(int parameter, float step) {
        float[] gradient = gradient(scratch[0], parameter);
        float[] to = parameter == 0 ? weights.keyTimes : parameter == 1 ? weights.valueTimes : weights.h;
        LanguageKernels.addScaled(to, 0, gradient, 0, gradient.length, -step);
        if (parameter == 2) {
            weights.transposeH();
        } else {
            weights.transposeTimes(to, parameter == 0 ? weights.keyTimesT : weights.valueTimesT);
        }
    }
}
