package org.memhop.benchmarks.yardstick;

import java.util.Arrays;

/**
 * The memory rows of a {@link LanguageStep}: gathered once for each segment and used by every hop, and the gradient of the tables
 * A and C, of which only the rows of words that occur are touched.
 */
final class LanguageMemory {
    /** The two tables. */
    static final int TABLES = 2;

    /** Distance of the rows of what has a column for each memory row. */
    final int rowWidth;

    final float[] keys; // A x [segments, R, d]
    final float[] values; // C x [segments, R, d]
    final float[] transposedKeys; // [segments, d, R]
    final float[] transposedValues;
    final float[] keyGradients; // [segments, R, d]
    final float[] valueGradients;

    private final LanguageSizes sizes;
    private final LanguageWeights weights;
    private final int[] numberOf; // by word: its place among the words that occur, or −1
    private final int[] found; // the words that occur
    private int count;
    private final float[] keySums; // the gradients of their rows of A
    private final float[] valueSums;
    private final double[] squares = new double[TABLES];

    LanguageMemory(LanguageSizes sizes, LanguageWeights weights) {
        this.sizes = sizes;
        this.weights = weights;
        rowWidth = LanguageSizes.stride(sizes.rows());
        int rows = sizes.segments() * sizes.rows();
        keys = new float[rows * weights.width + LanguageKernels.SLACK];
        values = new float[keys.length];
        keyGradients = new float[keys.length];
        valueGradients = new float[keys.length];
        transposedKeys = new float[sizes.segments() * sizes.dimension() * rowWidth + LanguageKernels.SLACK];
        transposedValues = new float[transposedKeys.length];
        numberOf = new int[sizes.vocabulary()];
        Arrays.fill(numberOf, -1);
        int most = Math.min(rows, sizes.vocabulary());
        found = new int[most];
        keySums = new float[most * weights.width];
        valueSums = new float[keySums.length];
    }

    /** Where a segment's rows begin. */
    int at(int segment) {
        return segment * sizes.rows() * weights.width;
    }

    /** Where a segment's transposed rows begin. */
    int transposedAt(int segment) {
        return segment * sizes.dimension() * rowWidth;
    }

    /** Fetches the rows of a segment. */
    void gather(int segment, int[] words) {
        int rows = sizes.rows();
        int d = sizes.dimension();
        int width = weights.width;
        for (int r = 0; r < rows; r++) {
            int from = words[segment * rows + r] * width;
            int to = at(segment) + r * width;
            System.arraycopy(weights.a, from, keys, to, d);
            System.arraycopy(weights.c, from, values, to, d);
        }
        int at = transposedAt(segment);
        LanguageWeights.transpose(keys, at(segment), width, rows, d, transposedKeys, at, rowWidth);
        LanguageWeights.transpose(values, at(segment), width, rows, d, transposedValues, at, rowWidth);
    }

    /** Finds the words that occur, but for the null word, whose rows are not learned. */
    void number(int[] words) {
        for (int i = 0; i < count; i++) {
            numberOf[found[i]] = -1;
        }
        count = 0;
        for (int i = 0; i < sizes.segments() * sizes.rows(); i++) {
            int word = words[i];
            if (word != 0 && numberOf[word] < 0) {
                numberOf[word] = count;
                found[count++] = word;
            }
        }
    }

    /** Adds up the gradients of each word's rows, of A (0) or C (1). */
    void scatter(int table, int[] words) {
        float[] sums = table == 0 ? keySums : valueSums;
        float[] gradients = table == 0 ? keyGradients : valueGradients;
        int width = weights.width;
        Arrays.fill(sums, 0, count * width, 0);
        for (int i = 0; i < sizes.segments() * sizes.rows(); i++) {
            int number = numberOf[words[i]];
            if (number >= 0) {
                LanguageKernels.addScaled(sums, number * width, gradients, i * width, width, 1);
            }
        }
        squares[table] = LanguageKernels.squares(sums, 0, count * width);
    }

    /** The squared norm of the gradients of both tables. */
    double squares() {
        return squares[0] + squares[1];
    }

    /** Goes down the gradient of A (0) or C (1). */
    void update(int table, float step) {
        float[] to = table == 0 ? weights.a : weights.c;
        float[] sums = table == 0 ? keySums : valueSums;
        int width = weights.width;
        for (int i = 0; i < count; i++) {
            LanguageKernels.addScaled(to, found[i] * width, sums, i * width, width, -step);
        }
    }
}
