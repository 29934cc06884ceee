package org.memhop.backend.jvm.kernel;

import org.memhop.api.graph.Op;

/**
 * The inner loops in float32, where speed is decided. {@code xAt} is where operand {@code x} starts in its array. Arrays that
 * are written overlap no array that is read unless a method says otherwise. Implementations hold no state.
 */
public interface Kernels {
    /** What computes, for the record of a run. */
    String description();

    /** {@code y_i = op(x_{i·step})}; {@code y} may be {@code x}. */
    void unary(Op op, float[] x, int xAt, int xStep, float[] y, int yAt, int n);

    /** {@code y_i = op(a_{i·aStep}, b_{i·bStep})} of an arithmetic op; {@code y} may be {@code a} or {@code b}. */
    void binary(Op op, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] y, int yAt, int n);

    /** {@code y_i = a_{i·aStep}} where {@code c_i} is not 0, else {@code b_{i·bStep}}. */
    void where(
            int[] c, int cAt, float[] a, int aAt, int aStep, float[] b, int bAt, int bStep, float[] y, int yAt, int n);

    /** {@code y_i = g_i} where {@code x_i > 0}, else 0. */
    void wherePositive(float[] x, int xAt, float[] g, int gAt, float[] y, int yAt, int n);

    /** {@code Σ_i x_i}. */
    float sum(float[] x, int xAt, int n);

    /** {@code y_i = Σ_r x_{r·n + i}} for {@code count} rows of {@code n}. */
    void sumRows(float[] x, int xAt, int count, int n, float[] y, int yAt);

    /** The product of matrices of this layout. */
    Product product(Layout layout);

    /** {@code y = softmax(x)} for each of {@code rows} rows of {@code n}. */
    void softmax(float[] x, int xAt, int rows, int n, float[] y, int yAt);

    /** {@code y = x − max x − ln Σ e^{x − max x}} for each of {@code rows} rows of {@code n}. */
    void logSoftmax(float[] x, int xAt, int rows, int n, float[] y, int yAt);

    /** {@code y_b = −log_softmax(x_b)[label_b]} for rows {@code from} to {@code to} of {@code n}; scratch is as large as x. */
    void crossEntropy(float[] x, int n, int[] labels, int from, int to, float[] scratch, float[] y);

    /** {@code y_bv = g_{b·gStep} · (softmax(x_b)_v − [v = label_b])} for rows {@code from} to {@code to} of {@code n}. */
    void crossEntropyGrad(float[] x, int n, int[] labels, float[] g, int gAt, int gStep, int from, int to, float[] y);

    /**
     * {@link #crossEntropy} and {@link #crossEntropyGrad} together, with one softmax: the losses go to {@code losses}, the
     * gradients to {@code y}.
     */
    void crossEntropyBoth(
            float[] x, int n, int[] labels, float[] g, int gAt, int gStep, int from, int to, float[] losses, float[] y);

    /**
     * {@code x = e^{x − max}} down each of {@code n} columns of {@code rows} rows, in place. Largest elements and sums go to
     * {@code largest} and {@code sums} from {@code at}. A column of nothing but −∞ becomes zeros.
     */
    void exponentialColumns(float[] x, int xAt, int rows, int n, float[] largest, float[] sums, int at);

    /** {@code y = p ∘ (g − Σ p∘g)} for rows {@code from} to {@code to} of {@code n}: the gradient of a softmax. */
    void softmaxGrad(float[] p, float[] g, int n, int from, int to, float[] y);

    /** {@code y_i = a_i u + b_i v} for {@code m} rows of {@code n}. */
    void outerSum(
            float[] a,
            int aAt,
            float[] u,
            int uAt,
            float[] b,
            int bAt,
            float[] v,
            int vAt,
            int m,
            int n,
            float[] y,
            int yAt);

    /** {@code Σ_i x_i²}. */
    float sumOfSquares(float[] x, int xAt, int n);

    /** {@code y_i = x_i − g_i · s · t}; {@code y} may be {@code x}. */
    void descend(float[] x, float[] g, float s, float t, int from, int to, float[] y);

    /** {@code y_i = table[index_i]} for rows of {@code n}, {@code from ≤ i < to}. */
    void gather(float[] table, int[] indices, int n, int from, int to, float[] y);

    /** {@code y_i += table[index_i]} for rows of {@code n}, {@code from ≤ i < to}. */
    void gatherAdd(float[] table, int[] indices, int n, int from, int to, float[] y);

    /** {@code y[index_i] += x_i} for {@code count} rows of {@code n}. */
    void scatterAdd(float[] x, int[] indices, int count, int n, float[] y);

    /** {@code y += x} for one row of {@code n}. */
    void addRow(float[] x, int xAt, int n, float[] y, int yAt);

    /** Bags of words of this shape. */
    BagKernel bags(BagShape shape);
}
