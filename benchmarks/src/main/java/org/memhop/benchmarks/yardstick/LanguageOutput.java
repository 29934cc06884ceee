package org.memhop.benchmarks.yardstick;

import java.util.Arrays;

/**
 * The output layer of a {@link LanguageStep}: logits, cross-entropy, and the gradients of the last state and of W. The targets of
 * the batch lie next to each other, so that none of the three products packs anything and the softmax adds up no lanes. Words are
 * taken in chunks that stay in a cache near the processor from the logits to their exponentials, and from these to both gradients.
 */
final class LanguageOutput {
    /** Words of a chunk. */
    static final int CHUNK = 100;

    /** Distance of the rows of what has a column for each target. */
    final int batchWidth;

    final float[] states; // u^{K+1} [B, d]
    final float[] transposedStates; // [d, B]
    final float[] gradient; // ∂loss/∂W [V, d]

    private final LanguageSizes sizes;
    private final LanguageWeights weights;
    private final int columns;
    private final float[] z; // logits [V, B], then exponentials, then ∂loss/∂logits
    private final float[] relativeTo; // [chunks, B], the logits that a chunk's exponentials are relative to
    private final float[][] max; // by thread [B]
    private final float[][] sum; // by thread [B]
    private final float[][] stateGradients; // by thread ∂loss/∂u^{K+1} [d, B]
    private final double[] squares; // by thread
    private final float[] logNorm; // [B]
    private final float[] target; // logits of the answers [B]

    LanguageOutput(LanguageSizes sizes, LanguageWeights weights, int threads) {
        this.sizes = sizes;
        this.weights = weights;
        int batch = sizes.batch();
        columns = LanguageSizes.padded(batch);
        batchWidth = LanguageSizes.stride(batch);
        states = new float[batch * weights.width + LanguageKernels.SLACK];
        transposedStates = new float[sizes.dimension() * batchWidth + LanguageKernels.SLACK];
        gradient = new float[sizes.vocabulary() * weights.width];
        z = new float[sizes.vocabulary() * batchWidth];
        relativeTo = new float[chunks() * batchWidth];
        max = new float[threads][batchWidth];
        sum = new float[threads][batchWidth];
        stateGradients = new float[threads][sizes.dimension() * batchWidth];
        squares = new double[threads];
        logNorm = new float[batchWidth];
        target = new float[batch];
    }

    int chunks() {
        return (sizes.vocabulary() + CHUNK - 1) / CHUNK;
    }

    /** Rows of W in a chunk. */
    int rows(int chunk) {
        return Math.min(CHUNK, sizes.vocabulary() - chunk * CHUNK);
    }

    /** Forgets the batch before. */
    void begin() {
        for (int thread = 0; thread < max.length; thread++) {
            Arrays.fill(max[thread], Float.NEGATIVE_INFINITY);
            Arrays.fill(sum[thread], 0);
            Arrays.fill(stateGradients[thread], 0);
            squares[thread] = 0;
        }
    }

    /** Logits of a chunk of words and their exponentials. */
    void forward(int thread, int chunk, int[] answers) {
        int first = chunk * CHUNK;
        int rows = rows(chunk);
        int at = first * batchWidth;
        Arrays.fill(z, at, at + rows * batchWidth, 0);
        Tiles.add(
                weights.w,
                first * weights.width,
                weights.width,
                1,
                transposedStates,
                0,
                batchWidth,
                z,
                at,
                batchWidth,
                rows,
                columns,
                sizes.dimension());
        for (int b = 0; b < sizes.batch(); b++) {
            if (answers[b] >= first && answers[b] < first + rows) {
                target[b] = z[answers[b] * batchWidth + b];
            }
        }
        LanguageKernels.exponentials(
                z, at, batchWidth, rows, columns, max[thread], sum[thread], relativeTo, chunk * batchWidth);
    }

    /** The cross-entropy, summed over the batch, once {@link #forward} has seen every chunk. */
    double loss() {
        double loss = 0;
        for (int b = 0; b < sizes.batch(); b++) {
            float most = Float.NEGATIVE_INFINITY;
            for (float[] each : max) {
                most = Math.max(most, each[b]);
            }
            double total = 0;
            for (int thread = 0; thread < sum.length; thread++) {
                total += sum[thread][b] * Math.exp(max[thread][b] - most);
            }
            double norm = most + Math.log(total);
            logNorm[b] = (float) norm;
            loss += norm - target[b];
        }
        return loss;
    }

    /** The gradient of a chunk of W, and what the chunk adds to that of the states. */
    void backward(int thread, int chunk, int[] answers) {
        int first = chunk * CHUNK;
        int rows = rows(chunk);
        int at = first * batchWidth;
        int width = weights.width;
        int d = sizes.dimension();
        LanguageKernels.rescale(z, at, batchWidth, rows, columns, relativeTo, chunk * batchWidth, logNorm);
        for (int b = 0; b < sizes.batch(); b++) {
            if (answers[b] >= first && answers[b] < first + rows) {
                z[answers[b] * batchWidth + b] -= 1;
            }
        }
        Tiles.add(
                weights.w,
                first * width,
                1,
                width,
                z,
                at,
                batchWidth,
                stateGradients[thread],
                0,
                batchWidth,
                d,
                columns,
                rows);
        Arrays.fill(gradient, first * width, (first + rows) * width, 0);
        Tiles.add(
                z,
                at,
                batchWidth,
                1,
                states,
                0,
                width,
                gradient,
                first * width,
                width,
                rows,
                LanguageSizes.padded(d),
                sizes.batch());
        squares[thread] += LanguageKernels.squares(gradient, first * width, rows * width);
    }

    /** Puts ∂loss/∂u^{K+1} of {@code count} targets into rows of {@code to}. */
    void stateGradients(int firstTarget, int count, float[] to, int toAt) {
        for (int e = 0; e < sizes.dimension(); e++) {
            int at = e * batchWidth + firstTarget;
            for (int b = 0; b < count; b++) {
                float total = 0;
                for (float[] each : stateGradients) {
                    total += each[at + b];
                }
                to[toAt + b * weights.width + e] = total;
            }
        }
    }

    /** The squared norm of the gradient of W. */
    double squares() {
        double total = 0;
        for (double each : squares) {
            total += each;
        }
        return total;
    }

    /** Goes down the gradient. */
    void update(int chunk, float step) {
        int at = chunk * CHUNK * weights.width;
        LanguageKernels.addScaled(weights.w, at, gradient, at, rows(chunk) * weights.width, -step);
    }
}
