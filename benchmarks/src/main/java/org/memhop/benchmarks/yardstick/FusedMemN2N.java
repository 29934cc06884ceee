package org.memhop.benchmarks.yardstick;

import org.memhop.api.ConfigException;

/**
 * Adjacent-tied MemN2N for one thread in float32, a question at a time from words to gradient in one sweep of small
 * loops, without allocating: how fast training and answering can be when nothing is general.
 *
 * <p>The tables {@code E^0..E^K} lie interleaved, a word's K+1 vectors in one row, so each sentence is gathered once for
 * every {@code A^k}, {@code C^k} and hop. Null words are skipped. Empty slots stay in the softmax with score 0, which costs one
 * addition to its denominator.
 */
public final class FusedMemN2N {
    private static final int SLACK = 16;

    private final Sizes sizes;
    private final Kernels kernels;
    private final int block;
    private final int width;
    private final int scoreStride;
    private final int outputs;
    private final float[] storyL;
    private final float[] questionL;
    private final float[] table;
    private final float[] gradient;
    private final float[] transposedW; // [d, outputs]
    private final float[] rows;
    private final float[] rowGradients;
    private final float[] questionRow;
    private final int[] kept;
    private final int[] keptQuestion = new int[1];
    private final float[] u; // [K+1, block]
    private final float[] g; // [K+1, block], ∂loss/∂u^{k+1} at k+1
    private final float[] p; // [K, scoreStride]
    private final float[] s; // [K, scoreStride], ∂loss/∂scores
    private final float[] z;
    private final float[] nothing;
    private final float[] step;

    /**
     * What is fixed when the network is built.
     *
     * @param hops K
     * @param dimension d
     * @param vocabulary V, the null word and time words included
     * @param slots M
     * @param sentenceLength J, the time word included
     * @param questionLength words of a question
     */
    public record Sizes(int hops, int dimension, int vocabulary, int slots, int sentenceLength, int questionLength) {}

    private FusedMemN2N(Sizes sizes, float[][] storyL, float[][] questionL, Kernels kernels) {
        this.sizes = sizes;
        this.kernels = kernels;
        block = roundUp(sizes.dimension, 4);
        width = roundUp((sizes.hops + 1) * block, 16);
        scoreStride = roundUp(sizes.slots, 16);
        outputs = roundUp(sizes.vocabulary, 16);
        this.storyL = tiled(storyL, sizes.sentenceLength);
        this.questionL = tiled(questionL, sizes.questionLength);
        table = new float[sizes.vocabulary * width + SLACK];
        gradient = new float[table.length];
        transposedW = new float[sizes.dimension * outputs + SLACK];
        rows = new float[sizes.slots * width + SLACK];
        rowGradients = new float[rows.length];
        questionRow = new float[width + SLACK];
        kept = new int[sizes.slots];
        u = new float[width + SLACK];
        g = new float[width + SLACK];
        p = new float[sizes.hops * scoreStride + SLACK];
        s = new float[p.length];
        z = new float[outputs + SLACK];
        nothing = new float[width + SLACK];
        step = new float[width + SLACK];
    }

    /** A network of plain Java loops, all weights 0; see {@link #vectorised} for the arguments. */
    public static FusedMemN2N plain(Sizes sizes, float[][] storyL, float[][] questionL) {
        return new FusedMemN2N(sizes, storyL, questionL, new PlainKernels());
    }

    /**
     * A network that computes with {@code jdk.incubator.vector}, all weights 0.
     *
     * @param storyL {@code l} of memory sentences, {@code [sentenceLength, d]}
     * @param questionL {@code l} of questions, {@code [questionLength, d]}
     */
    public static FusedMemN2N vectorised(Sizes sizes, float[][] storyL, float[][] questionL) {
        return new FusedMemN2N(sizes, storyL, questionL, new VectorKernels());
    }

    /**
     * One SGD step: gradient, each table's clipped to an L2 norm of {@code clip}, update, null row back to 0.
     *
     * @param story word indices {@code [count, M, J]}, 0 the null word
     * @param questions word indices {@code [count, questionLength]}
     * @param answers word indices {@code [count]}
     * @param softmax whether attention has its softmax; not so in the linear start
     * @return the cross-entropy before the step, summed over the batch
     */
    public float train(
            int[] story, int[] questions, int[] answers, int count, boolean softmax, float learningRate, float clip) {
        float loss = accumulate(story, questions, answers, count, softmax);
        update(learningRate, clip);
        return loss;
    }

    /** Adds the gradient of a batch to what {@link #gradient} shows and returns the loss; see {@link #train}. */
    public float accumulate(int[] story, int[] questions, int[] answers, int count, boolean softmax) {
        float loss = 0;
        for (int b = 0; b < count; b++) {
            int filled = forward(story, questions, b, softmax);
            loss += backward(story, questions, answers[b], filled, softmax);
        }
        return loss;
    }

    /** The likeliest answer word of each question goes to {@code answers}. */
    public void answer(int[] story, int[] questions, int count, boolean softmax, int[] answers) {
        for (int b = 0; b < count; b++) {
            forward(story, questions, b, softmax);
            int best = 0;
            for (int v = 1; v < sizes.vocabulary; v++) {
                best = z[v] > z[best] ? v : best;
            }
            answers[b] = best;
        }
    }

    /** Leaves u, p and the logits z behind, and returns how many slots have words. */
    private int forward(int[] story, int[] questions, int b, boolean softmax) {
        int slots = sizes.slots;
        int questionLength = sizes.questionLength;
        int filled = kernels.encode(
                story, b * slots * sizes.sentenceLength, slots, sizes.sentenceLength, storyL, table, width, rows, kept);
        // A question of null words leaves u^1 = 0.
        if (kernels.encode(
                        questions,
                        b * questionLength,
                        1,
                        questionLength,
                        questionL,
                        table,
                        width,
                        questionRow,
                        keptQuestion)
                == 0) {
            System.arraycopy(nothing, 0, questionRow, 0, width);
        }
        System.arraycopy(questionRow, 0, u, 0, block);
        for (int k = 0; k < sizes.hops; k++) {
            int scores = k * scoreStride;
            kernels.dots(rows, k * block, width, filled, u, k * block, block, p, scores);
            if (softmax) {
                kernels.softmax(p, scores, filled, slots - filled);
            }
            kernels.weightedSum(
                    rows, (k + 1) * block, width, filled, p, scores, u, k * block, block, u, (k + 1) * block);
        }
        kernels.timesTransposed(transposedW, outputs, sizes.dimension, u, sizes.hops * block, z);
        return filled;
    }

    private float backward(int[] story, int[] questions, int answer, int filled, boolean softmax) {
        int hops = sizes.hops;
        int last = hops * block;
        float right = z[answer];
        float loss = kernels.softmax(z, 0, sizes.vocabulary, 0) - right;
        z[answer] -= 1;
        kernels.addOuter(z, sizes.vocabulary, u, last, block, gradient, last, width);
        kernels.weightedSum(table, last, width, sizes.vocabulary, z, 0, nothing, 0, block, g, last);
        for (int k = hops - 1; k >= 0; k--) {
            int scores = k * scoreStride;
            int next = (k + 1) * block;
            kernels.dots(rows, next, width, filled, g, next, block, s, scores);
            if (softmax) {
                // Σ_i p_i ∂loss/∂p_i = ∂loss/∂u^{k+1} · o^k, and o^k = u^{k+1} − u^k
                float mean = 0;
                for (int n = 0; n < block; n++) {
                    mean += g[next + n] * (u[next + n] - u[next - block + n]);
                }
                for (int i = scores; i < scores + filled; i++) {
                    s[i] = p[i] * (s[i] - mean);
                }
            }
            kernels.weightedSum(rows, k * block, width, filled, s, scores, g, next, block, g, k * block);
        }
        kernels.rowGradients(s, u, p, g, hops, scoreStride, block, width, filled, rowGradients);
        kernels.scatter(story, kept, filled, sizes.sentenceLength, storyL, rowGradients, width, gradient);
        System.arraycopy(g, 0, questionRow, 0, block);
        System.arraycopy(nothing, 0, questionRow, block, width - block);
        kernels.scatter(questions, keptQuestion, 1, sizes.questionLength, questionL, questionRow, width, gradient);
        return loss;
    }

    private void update(float learningRate, float clip) {
        kernels.squares(gradient, sizes.vocabulary, width, step);
        for (int k = 0; k <= sizes.hops; k++) {
            double squares = 0;
            for (int n = k * block; n < (k + 1) * block; n++) {
                squares += step[n];
            }
            double norm = Math.sqrt(squares);
            float size = norm > clip ? (float) (learningRate * clip / norm) : learningRate;
            java.util.Arrays.fill(step, k * block, (k + 1) * block, size);
        }
        kernels.descend(table, gradient, sizes.vocabulary, width, step);
        System.arraycopy(nothing, 0, table, 0, width);
        transposeW();
    }

    private void transposeW() {
        for (int v = 0; v < sizes.vocabulary; v++) {
            int row = v * width + sizes.hops * block;
            for (int e = 0; e < sizes.dimension; e++) {
                transposedW[e * outputs + v] = table[row + e];
            }
        }
    }

    /** Sets {@code E^k}, {@code [V, d]}; row 0 is taken as given, so a caller that wants a null word passes zeros. */
    public void setTable(int k, float[][] values) {
        for (int v = 0; v < sizes.vocabulary; v++) {
            System.arraycopy(values[v], 0, table, v * width + k * block, sizes.dimension);
        }
        transposeW();
    }

    /** {@code E^k}, {@code [V, d]}. */
    public float[][] table(int k) {
        return block(table, k);
    }

    /** What {@link #accumulate} has added up for {@code E^k} since the last step, {@code [V, d]}. */
    public float[][] gradient(int k) {
        return block(gradient, k);
    }

    private float[][] block(float[] source, int k) {
        float[][] values = new float[sizes.vocabulary][sizes.dimension];
        for (int v = 0; v < values.length; v++) {
            System.arraycopy(source, v * width + k * block, values[v], 0, sizes.dimension);
        }
        return values;
    }

    private float[] tiled(float[][] l, int length) {
        if (l.length != length || l[0].length != sizes.dimension) {
            throw new ConfigException("word weights are [" + l.length + ", " + l[0].length + "], expected [" + length
                    + ", " + sizes.dimension + "]: one row for each word position of a sentence");
        }
        float[] tiled = new float[length * width + SLACK];
        for (int j = 0; j < length; j++) {
            for (int k = 0; k <= sizes.hops; k++) {
                System.arraycopy(l[j], 0, tiled, j * width + k * block, sizes.dimension);
            }
        }
        return tiled;
    }

    private static int roundUp(int n, int multiple) {
        return (n + multiple - 1) / multiple * multiple;
    }
}
