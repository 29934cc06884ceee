package org.memhop.benchmarks.yardstick;

/**
 * The inner loops of {@link FusedMemN2N}.
 *
 * <p>A <em>row</em> is {@code width} floats: the vectors of tables {@code E^0..E^K} side by side, {@code block} floats
 * each, so that one pass over a word's row serves every table. {@code block} is a multiple of 4 and {@code width} one
 * of 16; what pads them is 0. Every array has room for 16 floats past its last element.
 */
interface Kernels {
    /**
     * {@code rows[i] = Σ_j l_j ∘ table[word_ij]} for the slots that have words, packed to the front.
     *
     * @param at where the first slot's words start
     * @param kept receives where the words of each packed slot start
     * @return how many slots have words
     */
    int encode(
            int[] words, int at, int slots, int length, float[] l, float[] table, int width, float[] rows, int[] kept);

    /** {@code table[word_ij] += l_j ∘ rows[i]}, the transpose of {@link #encode}. */
    void scatter(int[] words, int[] kept, int count, int length, float[] l, float[] rows, int width, float[] table);

    /** {@code out[i] = x · rows[i][column, column + block)}, with {@code x} read from {@code xAt}. */
    void dots(float[] rows, int column, int width, int count, float[] x, int xAt, int block, float[] out, int outAt);

    /** {@code out = base + Σ_i p_i rows[i][column, column + block)}; {@code base} and {@code out} hold vectors of block floats. */
    void weightedSum(
            float[] rows,
            int column,
            int width,
            int count,
            float[] p,
            int pAt,
            float[] base,
            int baseAt,
            int block,
            float[] out,
            int outAt);

    /** {@code rows[i] = [s^0_i u^0 | p^0_i g^0 + s^1_i u^1 | … | p^{K-1}_i g^{K-1}]}: what each slot's row is told. */
    void rowGradients(
            float[] s,
            float[] u,
            float[] p,
            float[] g,
            int hops,
            int pStride,
            int block,
            int width,
            int count,
            float[] rows);

    /** {@code rows[v][column, column + block) += z_v x} for every v. */
    void addOuter(float[] z, int count, float[] x, int xAt, int block, float[] rows, int column, int width);

    /** {@code out[v] = Σ_e x_e table[e][v]} with {@code table} of {@code [d, stride]}. */
    void timesTransposed(float[] table, int stride, int d, float[] x, int xAt, float[] out);

    /**
     * {@code x[at, at + count)} becomes its softmax, as if {@code zeros} further elements 0 stood behind it.
     *
     * @return the logarithm of the sum of the exponentials
     */
    float softmax(float[] x, int at, int count, int zeros);

    /** {@code sums[n] = Σ_v rows[v][n]²}. */
    void squares(float[] rows, int count, int width, float[] sums);

    /** {@code rows[v] -= step ∘ gradient[v]}, and the gradient becomes 0. */
    void descend(float[] rows, float[] gradient, int count, int width, float[] step);
}
