package org.memhop.benchmarks.yardstick;

import java.util.Arrays;
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
    private final int span;
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
    private final PackedWords storyWords;
    private final PackedWords questionWords;
    private final float[] u; // [K+1, span]
    private final float[] g; // [K+1, span], ∂loss/∂u^{k+1} at k+1
    private final float[] p; // [K, scoreStride]
    private final float[] s; // [K, scoreStride], ∂loss/∂scores
    private final float[] z;
    private final float[] nothing;
    private final float[] within;
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
        span = roundUp(sizes.dimension, 16);
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
        storyWords = new PackedWords(sizes.slots, sizes.sentenceLength);
        questionWords = new PackedWords(1, sizes.questionLength);
        u = new float[(sizes.hops + 1) * span + SLACK];
        g = new float[u.length];
        p = new float[sizes.hops * scoreStride + SLACK];
        s = new float[p.length];
        z = new float[outputs + SLACK];
        nothing = new float[width + SLACK];
        within = new float[span + SLACK];
        Arrays.fill(within, 0, sizes.dimension, 1);
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
            forward(story, questions, b, softmax);
            loss += backward(answers[b], softmax);
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

    /** Leaves u, p and the logits z behind. */
    private void forward(int[] story, int[] questions, int b, boolean softmax) {
        int slots = sizes.slots;
        int length = sizes.sentenceLength;
        storyWords.pack(story, b * slots * length, slots, length, width);
        kernels.encode(storyWords, storyL, table, width, rows);
        questionWords.pack(questions, b * sizes.questionLength, 1, sizes.questionLength, width);
        kernels.encode(questionWords, questionL, table, width, questionRow);
        System.arraycopy(questionWords.filled == 0 ? nothing : questionRow, 0, u, 0, block);
        int filled = storyWords.filled;
        for (int k = 0; k < sizes.hops; k++) {
            int scores = k * scoreStride;
            kernels.dots(rows, k * block, width, filled, u, k * span, block, p, scores);
            if (softmax) {
                kernels.softmax(p, scores, filled, slots - filled);
            }
            int next = (k + 1) * block;
            kernels.weightedSum(
                    rows, next, width, filled, p, scores, u, k * span, within, sizes.dimension, u, (k + 1) * span);
        }
        kernels.timesTransposed(transposedW, outputs, sizes.dimension, u, sizes.hops * span, z);
    }

    private float backward(int answer, boolean softmax) {
        int hops = sizes.hops;
        int d = sizes.dimension;
        int filled = storyWords.filled;
        int last = hops * block;
        float loss = kernels.crossEntropy(z, sizes.vocabulary, answer);
        kernels.addOuter(z, sizes.vocabulary, u, hops * span, d, gradient, last, width);
        kernels.weightedSum(table, last, width, sizes.vocabulary, z, 0, nothing, 0, within, d, g, hops * span);
        for (int k = hops - 1; k >= 0; k--) {
            int scores = k * scoreStride;
            int next = (k + 1) * span;
            kernels.dots(rows, (k + 1) * block, width, filled, g, next, block, s, scores);
            if (softmax) {
                // Σ_i p_i ∂loss/∂p_i = ∂loss/∂u^{k+1} · o^k, and o^k = u^{k+1} − u^k
                float mean = 0;
                for (int n = 0; n < d; n++) {
                    mean += g[next + n] * (u[next + n] - u[next - span + n]);
                }
                for (int i = scores; i < scores + filled; i++) {
                    s[i] = p[i] * (s[i] - mean);
                }
            }
            kernels.weightedSum(rows, k * block, width, filled, s, scores, g, next, within, d, g, k * span);
        }
        kernels.rowGradients(s, u, p, g, hops, scoreStride, span, block, width, filled, rowGradients);
        kernels.scatter(storyWords, storyL, rowGradients, width, gradient);
        System.arraycopy(nothing, 0, questionRow, 0, width);
        System.arraycopy(g, 0, questionRow, 0, block);
        kernels.scatter(questionWords, questionL, questionRow, width, gradient);
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
            float size = norm > clip ? (float) (-learningRate * clip / norm) : -learningRate;
            Arrays.fill(step, k * block, (k + 1) * block, size);
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
