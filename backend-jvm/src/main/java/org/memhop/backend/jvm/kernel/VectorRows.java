package org.memhop.backend.jvm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Rows of a table, by number. */
final class VectorRows {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> Q = FloatVector.SPECIES_128;
    private static final int WIDTH = S.length();

    private VectorRows() {}

    /** {@code y += x} over {@code n} floats. */
    static void add(float[] x, int xAt, int n, float[] y, int yAt) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, y, yAt + i)
                    .lanewise(VectorOperators.ADD, FloatVector.fromArray(S, x, xAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i <= n - 4; i += 4) {
            FloatVector.fromArray(Q, y, yAt + i)
                    .lanewise(VectorOperators.ADD, FloatVector.fromArray(Q, x, xAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] += x[xAt + i];
        }
    }

    /** {@code y = max(x, y)} over {@code n} floats. */
    static void max(float[] x, int xAt, int n, float[] y, int yAt) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, y, yAt + i)
                    .lanewise(VectorOperators.MAX, FloatVector.fromArray(S, x, xAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.max(x[xAt + i], y[yAt + i]);
        }
    }

    /** {@code y[index_i] += x_i} for {@code count} rows of {@code n}. */
    static void scatterAdd(float[] x, int[] indices, int count, int n, float[] y) {
        for (int i = 0; i < count; i++) {
            add(x, i * n, n, y, indices[i] * n);
        }
    }

    /** {@code y_i += table[index_i]} for rows of {@code n}, {@code from ≤ i < to}. */
    static void gatherAdd(float[] table, int[] indices, int n, int from, int to, float[] y) {
        for (int i = from; i < to; i++) {
            add(table, indices[i] * n, n, y, i * n);
        }
    }

    /** {@code y_i = Σ_r x_{r·n + i}}. */
    static void sumRows(float[] x, int xAt, int count, int n, float[] y, int yAt) {
        for (int done = 0; done < n; done += 2 * WIDTH) {
            sumPair(x, xAt, count, n, Math.min(done, n - WIDTH), Math.min(done + WIDTH, n - WIDTH), y, yAt);
        }
    }

    private static void sumPair(float[] x, int xAt, int count, int n, int c, int d, float[] y, int yAt) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector first = FloatVector.fromArray(S, x, xAt + c).lanewise(VectorOperators.ADD, zero);
        FloatVector second = FloatVector.fromArray(S, x, xAt + d).lanewise(VectorOperators.ADD, zero);
        for (int r = 1; r < count; r++) {
            first = FloatVector.fromArray(S, x, xAt + r * n + c).lanewise(VectorOperators.ADD, first);
            second = FloatVector.fromArray(S, x, xAt + r * n + d).lanewise(VectorOperators.ADD, second);
        }
        first.intoArray(y, yAt + c);
        second.intoArray(y, yAt + d);
    }

    /** {@code y = p ∘ (g − Σ p∘g)} for rows {@code from} to {@code to} of {@code n}. */
    static void softmaxGrad(float[] p, float[] g, int n, int from, int to, float[] y) {
        for (int at = from * n; at < to * n; at += n) {
            scaleDifference(p, g, at, n, VectorProducts.dot(p, at, g, at, n), y);
        }
    }

    private static void scaleDifference(float[] p, float[] g, int at, int n, float mean, float[] y) {
        FloatVector common = FloatVector.broadcast(S, mean);
        int i = at;
        for (; i <= at + n - WIDTH; i += WIDTH) {
            FloatVector difference = FloatVector.fromArray(S, g, i).lanewise(VectorOperators.SUB, common);
            FloatVector.fromArray(S, p, i)
                    .lanewise(VectorOperators.MUL, difference)
                    .intoArray(y, i);
        }
        for (; i < at + n; i++) {
            y[i] = p[i] * (g[i] - mean);
        }
    }
}
