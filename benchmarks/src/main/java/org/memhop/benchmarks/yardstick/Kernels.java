package org.memhop.benchmarks.yardstick;

/**
 * The inner loops of {@link FusedMemN2N}.
 *
 * <p>A <em>row</em> is {@code width} floats: the vectors of tables {@code E^0..E^K} side by side, {@code block} floats
 * each, so that one pass over a word's row serves every table. {@code block} is a multiple of 4 and {@code width} one
 * of 16. A <em>state</em> is a vector of d floats with room for a multiple of 16. What pads them is 0. Every array has
 * room for 16 floats past its last element.
 */
interface Kernels {
    /** {@code rows[i] = Σ_j l_j ∘ table[word_ij]} for the filled slots. */
    void encode(PackedWords words, float[] l, float[] table, int width, float[] rows);

    /** {@code table[word_ij] += l_j ∘ rows[i]}, the transpose of {@link #encode}. */
    void scatter(PackedWords words, float[] l, float[] rows, int width, float[] table);

    /** {@code out[i] = x · rows[i][column, column + block)}, with {@code x} read from {@code xAt}. */
    void dots(float[] rows, int column, int width, int count, float[] x, int xAt, int block, float[] out, int outAt);

    /**
     * {@code out = base + Σ_i p_i rows[i][column, column + d)}.
     *
     * @param within 1 for the d elements of a state, 0 for those that pad it
     */
    void weightedSum(
            float[] rows,
            int column,
            int width,
            int count,
            float[] p,
            int pAt,
            float[] base,
            int baseAt,
            float[] within,
            int d,
            float[] out,
            int outAt);

    /**
     * {@code rows[i] = [s^0_i u^0 | p^0_i g^0 + s^1_i u^1 | … | p^{K-1}_i g^{K-1}]}: what each slot's row is told.
     *
     * @param span distance between the states of {@code u} and {@code g}
     */
    void rowGradients(
            float[] s,
            float[] u,
            float[] p,
            float[] g,
            int hops,
            int pStride,
            int span,
            int block,
            int width,
            int count,
            float[] rows);

    /** {@code rows[v][column, column + d) += z_v x} for every v. */
    void addOuter(float[] z, int count, float[] x, int xAt, int d, float[] rows, int column, int width);

    /** {@code out[v] = Σ_e x_e table[e][v]} with {@code table} of {@code [d, stride]}. */
    void timesTransposed(float[] table, int stride, int d, float[] x, int xAt, float[] out);

    /** {@code x[at, at + count)} becomes its softmax, as if {@code zeros} further elements 0 stood behind it. */
    void softmax(float[] x, int at, int count, int zeros);

    /**
     * Cross-entropy of logits, which become its gradient, {@code softmax(z) − onehot(answer)}.
     *
     * @return the loss in nats
     */
    float crossEntropy(float[] z, int count, int answer);

    /** {@code sums[n] = Σ_v rows[v][n]²}. */
    void squares(float[] rows, int count, int width, float[] sums);

    /** {@code rows[v] += step ∘ gradient[v]}, and the gradient becomes 0. */
    void descend(float[] rows, float[] gradient, int count, int width, float[] step);
}
