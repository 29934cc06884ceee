package org.memhop.benchmarks.yardstick;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What {@link LanguageStep} computes besides products of matrices. Lengths that are no whole vectors are read to the end of
 * the last one, for which every array has room.
 */
final class LanguageKernels {
    /** Floats that an array needs behind its last row. */
    static final int SLACK = 32;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();

    private LanguageKernels() {}

    /** {@code p = softmax(x + y)} of n elements; what pads p becomes 0. */
    static void softmax(float[] x, int xAt, float[] y, int yAt, float[] p, int pAt, int n) {
        int end = (n + WIDTH - 1) / WIDTH * WIDTH;
        for (int i = 0; i < end; i += WIDTH) {
            fromArray(S, x, xAt + i).add(fromArray(S, y, yAt + i)).intoArray(p, pAt + i);
        }
        for (int i = n; i < end; i++) {
            p[pAt + i] = Float.NEGATIVE_INFINITY;
        }
        FloatVector most = broadcast(S, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < end; i += WIDTH) {
            most = fromArray(S, p, pAt + i).max(most);
        }
        float max = fromArray(S, p, pAt).max(most).reduceLanes(VectorOperators.MAX);
        FloatVector zero = FloatVector.zero(S);
        FloatVector sums = zero;
        for (int i = 0; i < end; i += WIDTH) {
            FloatVector e = fromArray(S, p, pAt + i).sub(max).lanewise(VectorOperators.EXP);
            e.intoArray(p, pAt + i);
            sums = e.add(sums);
        }
        float scale = 1 / zero.add(sums).reduceLanes(VectorOperators.ADD);
        for (int i = 0; i < end; i += WIDTH) {
            fromArray(S, p, pAt + i).mul(scale).intoArray(p, pAt + i);
        }
    }

    /** {@code s = p ∘ (g − Σ p∘g)} with {@code g = x + y}, the gradient through a softmax p of n elements, 0 in what pads it. */
    static void softmaxGradient(float[] x, int xAt, float[] y, int yAt, float[] p, float[] s, int at, int n) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector sums = zero;
        for (int i = 0; i < n; i += WIDTH) {
            FloatVector g = fromArray(S, x, xAt + i).add(fromArray(S, y, yAt + i));
            g.intoArray(s, at + i);
            sums = g.fma(fromArray(S, p, at + i), sums);
        }
        float mean = zero.add(sums).reduceLanes(VectorOperators.ADD);
        for (int i = 0; i < n; i += WIDTH) {
            fromArray(S, s, at + i).sub(mean).mul(fromArray(S, p, at + i)).intoArray(s, at + i);
        }
    }

    /**
     * Turns logits {@code [rows, columns]} into exponentials of their distance to the largest so far in their column, and keeps
     * that and the sum of each column up to date.
     *
     * @param max of each column so far, and after these rows
     * @param sum of the exponentials of each column so far, relative to {@code max}
     * @param relativeTo receives what these rows are relative to
     */
    static void exponentials(
            float[] z,
            int zAt,
            int width,
            int rows,
            int columns,
            float[] max,
            float[] sum,
            float[] relativeTo,
            int at) {
        for (int n = 0; n < columns; n += WIDTH) {
            FloatVector most = fromArray(S, max, n);
            for (int i = 0; i < rows; i++) {
                most = fromArray(S, z, zAt + i * width + n).max(most);
            }
            FloatVector before = fromArray(S, max, n);
            FloatVector now = before.max(most);
            now.intoArray(relativeTo, at + n);
            before.sub(now)
                    .lanewise(VectorOperators.EXP)
                    .mul(fromArray(S, sum, n))
                    .intoArray(sum, n);
            now.intoArray(max, n);
            exponentials(z, zAt + n, width, rows, max, sum, n);
        }
    }

    private static void exponentials(float[] z, int zAt, int width, int rows, float[] max, float[] sum, int at) {
        FloatVector most = fromArray(S, max, at);
        FloatVector sums = FloatVector.zero(S);
        for (int i = 0; i < rows; i++) {
            FloatVector e = fromArray(S, z, zAt + i * width).sub(most).lanewise(VectorOperators.EXP);
            e.intoArray(z, zAt + i * width);
            sums = e.add(sums);
        }
        fromArray(S, sum, at).add(sums).intoArray(sum, at);
    }

    /** {@code z[i, n] *= exp(x_n − y_n)}. */
    static void rescale(float[] z, int zAt, int width, int rows, int columns, float[] x, int xAt, float[] y) {
        for (int n = 0; n < columns; n += WIDTH) {
            FloatVector factor =
                    fromArray(S, x, xAt + n).sub(fromArray(S, y, n)).lanewise(VectorOperators.EXP);
            for (int i = 0, at = zAt + n; i < rows; i++, at += width) {
                fromArray(S, z, at).mul(factor).intoArray(z, at);
            }
        }
    }

    /** {@code to = from} of n elements where {@code at} is positive, else 0. */
    static void whereOn(float[] from, int fromAt, float[] on, int onAt, float[] to, int toAt, int n) {
        for (int e = 0; e < n; e++) {
            to[toAt + e] = on[onAt + e] > 0 ? from[fromAt + e] : 0;
        }
    }

    /** Σ x² of n elements, a multiple of a vector. */
    static double squares(float[] x, int at, int n) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector even = zero;
        FloatVector odd = zero;
        for (int i = at; i < at + n; i += 2 * WIDTH) {
            FloatVector first = fromArray(S, x, i);
            FloatVector second = fromArray(S, x, i + WIDTH);
            even = first.fma(first, even);
            odd = second.fma(second, odd);
        }
        return zero.add(even).add(odd).reduceLanes(VectorOperators.ADD);
    }

    /** {@code y += x · scale} of n elements, a multiple of a vector. */
    static void addScaled(float[] y, int yAt, float[] x, int xAt, int n, float scale) {
        FloatVector factor = broadcast(S, scale);
        for (int i = 0; i < n; i += WIDTH) {
            factor.fma(fromArray(S, x, xAt + i), fromArray(S, y, yAt + i)).intoArray(y, yAt + i);
        }
    }
}
