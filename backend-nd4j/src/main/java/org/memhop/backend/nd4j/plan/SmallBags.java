package org.memhop.backend.nd4j.plan;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * {@link Bags} with weights, over a table so small that a copy of it on the heap costs nothing beside the many rows that are
 * read from it or added to it: Java computes on arrays at twice the speed of memory outside the heap.
 */
final class SmallBags {
    /** Elements of a table: 256 KB. */
    private static final int MOST = 65_536;

    private final IntBuffer words;
    private final int sentences;
    private final int places;
    private final int width;
    private final float[] table;
    private final float[] weights;
    private final float[] row;

    /** For words [..., J], weights [J, d] and a table of some elements. */
    SmallBags(Tensor words, Tensor weights, int tableSize) {
        this.words = words.ints();
        this.places = weights.shape().dim(0);
        this.width = weights.shape().dim(1);
        this.sentences = words.size() / Math.max(1, places);
        this.table = new float[tableSize];
        this.weights = new float[weights.size()];
        this.row = new float[width];
    }

    static boolean worthwhile(Tensor words, int rows, int width) {
        return (long) rows * width <= MOST && words.size() >= 2 * rows;
    }

    /** {@code y[s, :] = Σ_j w[j, :] · x[words[s, j], :]}. */
    void sum(FloatBuffer x, FloatBuffer weight, FloatBuffer y) {
        x.get(0, table);
        weight.get(0, weights);
        for (int s = 0; s < sentences; s++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < places; j++) {
                add(table, words.get(s * places + j) * width, weights, j * width, row);
            }
            y.put(s * width, row);
        }
    }

    /** {@code y[v, :] = Σ over s, j with words[s, j] = v of w[j, :] · x[s, :]}. */
    void scatter(FloatBuffer x, FloatBuffer weight, FloatBuffer y) {
        weight.get(0, weights);
        Arrays.fill(table, 0);
        for (int s = 0; s < sentences; s++) {
            x.get(s * width, row);
            for (int j = 0; j < places; j++) {
                addTo(table, words.get(s * places + j) * width, weights, j * width, row);
            }
        }
        y.put(0, table);
    }

    private static void add(float[] table, int atTable, float[] weights, int atWeight, float[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] += table[atTable + i] * weights[atWeight + i];
        }
    }

    private static void addTo(float[] table, int atTable, float[] weights, int atWeight, float[] row) {
        for (int i = 0; i < row.length; i++) {
            table[atTable + i] += row[i] * weights[atWeight + i];
        }
    }
}
