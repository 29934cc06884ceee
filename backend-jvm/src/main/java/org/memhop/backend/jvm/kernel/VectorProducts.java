package org.memhop.backend.jvm.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.MUL;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices and vectors. A row whose length is no multiple of the vector width ends with a vector that overlaps the
 * one before: what lies in both is computed twice, to the same bits, which is cheaper than a loop over single floats.
 *
 * <p>Lanes are added up one by one, never by {@code reduceLanes}: the order in which that adds is not specified, and on recent
 * JVMs differs between compiled and interpreted code, so that a result would depend on when the compiler came by.
 */
final class VectorProducts {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> Q = FloatVector.SPECIES_128;
    private static final int WIDTH = S.length();

    private VectorProducts() {}

    /** The product of a layout, or nothing where plain loops do as well. */
    static Optional<Product> of(Layout layout) {
        int m = layout.m();
        int n = layout.n();
        int k = layout.k();
        if (m == 0 || n == 0 || k == 0) {
            return Optional.empty();
        } else if (n == 1 && layout.aColumn() == 1 && layout.bRow() == 1) {
            return Optional.of(new RowsByVector(k));
        } else if (n == 1 && layout.aRow() == 1 && m >= WIDTH) {
            return Optional.of(new ColumnsByVector(m, k, layout.bRow()));
        } else if (m == 1 && layout.aColumn() == 1 && layout.bRow() == 1) {
            return Optional.of(new VectorByRows(k));
        } else if (n < WIDTH) {
            return Optional.empty();
        } else if (k == 1 && layout.bColumn() == 1) {
            return Optional.of(new Outer(n, layout.aRow()));
        } else if (m == 1 && layout.bColumn() == 1) {
            return Optional.of(new VectorByColumns(n, k, layout.aColumn()));
        }
        return Optional.of(new VectorTiles(layout));
    }

    private record RowsByVector(int k) implements Product {
        @Override
        public void compute(
                float[] a,
                int aAt,
                float[] b,
                int bAt,
                float[] y,
                int yAt,
                int rows,
                int columns,
                float[] scratch,
                int at) {
            dots(a, aAt, rows, k, b, bAt, y, yAt);
        }
    }

    /** The matrix is stored by columns, so its product with a vector is a sum of them; all rows at once. */
    private record ColumnsByVector(int m, int k, int bRow) implements Product {
        @Override
        public void compute(
                float[] a,
                int aAt,
                float[] b,
                int bAt,
                float[] y,
                int yAt,
                int rows,
                int columns,
                float[] scratch,
                int at) {
            if (rows == m) {
                weightedSum(b, bAt, bRow, a, aAt, k, m, m, y, yAt);
                return;
            }
            for (int i = 0; i < rows; i++) {
                float sum = a[aAt + i] * b[bAt]; // as the vectors start, to the sign of a zero
                for (int p = 1; p < k; p++) {
                    sum = Math.fma(a[aAt + i + p * m], b[bAt + p * bRow], sum);
                }
                y[yAt + i] = sum;
            }
        }
    }

    private record VectorByRows(int k) implements Product {
        @Override
        public void compute(
                float[] a,
                int aAt,
                float[] b,
                int bAt,
                float[] y,
                int yAt,
                int rows,
                int columns,
                float[] scratch,
                int at) {
            dots(b, bAt, columns, k, a, aAt, y, yAt);
        }
    }

    private record VectorByColumns(int n, int k, int aColumn) implements Product {
        @Override
        public void compute(
                float[] a,
                int aAt,
                float[] b,
                int bAt,
                float[] y,
                int yAt,
                int rows,
                int columns,
                float[] scratch,
                int at) {
            weightedSum(a, aAt, aColumn, b, bAt, k, n, columns, y, yAt);
        }
    }

    private record Outer(int n, int aRow) implements Product {
        @Override
        public void compute(
                float[] a,
                int aAt,
                float[] b,
                int bAt,
                float[] y,
                int yAt,
                int rows,
                int columns,
                float[] scratch,
                int at) {
            outer(a, aAt, aRow, rows, b, bAt, columns, y, yAt, n);
        }
    }

    /** {@code y_i = x_i · v} for {@code count} rows of {@code n}. */
    static void dots(float[] x, int xAt, int count, int n, float[] v, int vAt, float[] y, int yAt) {
        if (n >= 20 && n < 24) {
            dotsOfFive(x, xAt, count, n, v, vAt, y, yAt);
            return;
        }
        for (int i = 0; i < count; i++) {
            y[yAt + i] = dot(x, xAt + i * n, v, vAt, n);
        }
    }

    /** For the length of the paper's bAbI vectors: {@code v} stays in five registers, which triples the speed. */
    private static void dotsOfFive(float[] x, int xAt, int count, int n, float[] v, int vAt, float[] y, int yAt) {
        FloatVector v0 = FloatVector.fromArray(Q, v, vAt);
        FloatVector v1 = FloatVector.fromArray(Q, v, vAt + 4);
        FloatVector v2 = FloatVector.fromArray(Q, v, vAt + 8);
        FloatVector v3 = FloatVector.fromArray(Q, v, vAt + 12);
        FloatVector v4 = FloatVector.fromArray(Q, v, vAt + 16);
        for (int i = 0; i < count; i++) {
            int at = xAt + i * n;
            FloatVector even = FloatVector.fromArray(Q, x, at).lanewise(MUL, v0);
            FloatVector odd = FloatVector.fromArray(Q, x, at + 4).lanewise(MUL, v1);
            even = FloatVector.fromArray(Q, x, at + 8).lanewise(FMA, v2, even);
            odd = FloatVector.fromArray(Q, x, at + 12).lanewise(FMA, v3, odd);
            even = FloatVector.fromArray(Q, x, at + 16).lanewise(FMA, v4, even);
            FloatVector all = even.lanewise(ADD, odd);
            float sum = (all.lane(0) + all.lane(1)) + (all.lane(2) + all.lane(3));
            for (int c = 20; c < n; c++) {
                sum = Math.fma(x[at + c], v[vAt + c], sum);
            }
            y[yAt + i] = sum;
        }
    }

    static float dot(float[] a, int aAt, float[] b, int bAt, int n) {
        FloatVector s0 = FloatVector.zero(Q);
        FloatVector s1 = FloatVector.zero(Q);
        FloatVector s2 = FloatVector.zero(Q);
        FloatVector s3 = FloatVector.zero(Q);
        int i = 0;
        for (; i <= n - 16; i += 16) {
            s0 = FloatVector.fromArray(Q, a, aAt + i).lanewise(FMA, FloatVector.fromArray(Q, b, bAt + i), s0);
            s1 = FloatVector.fromArray(Q, a, aAt + i + 4).lanewise(FMA, FloatVector.fromArray(Q, b, bAt + i + 4), s1);
            s2 = FloatVector.fromArray(Q, a, aAt + i + 8).lanewise(FMA, FloatVector.fromArray(Q, b, bAt + i + 8), s2);
            s3 = FloatVector.fromArray(Q, a, aAt + i + 12).lanewise(FMA, FloatVector.fromArray(Q, b, bAt + i + 12), s3);
        }
        for (; i <= n - 4; i += 4) {
            s0 = FloatVector.fromArray(Q, a, aAt + i).lanewise(FMA, FloatVector.fromArray(Q, b, bAt + i), s0);
        }
        float rest = 0;
        for (; i < n; i++) {
            rest = Math.fma(a[aAt + i], b[bAt + i], rest);
        }
        FloatVector sum = s0.lanewise(ADD, s1).lanewise(ADD, s2.lanewise(ADD, s3));
        return (sum.lane(0) + sum.lane(1)) + (sum.lane(2) + sum.lane(3)) + rest;
    }

    /** {@code y = Σ_i w_{i·wStep} x_i} for {@code count} rows, {@code xRow} apart, of {@code n}, at least one vector wide. */
    static void weightedSum(
            float[] w, int wAt, int wStep, float[] x, int xAt, int count, int xRow, int n, float[] y, int yAt) {
        for (int done = 0; done < n; done += 2 * WIDTH) {
            int c = Math.min(done, n - WIDTH);
            weightedPair(w, wAt, wStep, x, xAt, count, xRow, c, Math.min(done + WIDTH, n - WIDTH), y, yAt);
        }
    }

    // Sums start with their first term rather than with zero: so the compiler sees one vector shape from the start.

    private static void weightedPair(
            float[] w, int wAt, int wStep, float[] x, int xAt, int count, int xRow, int c, int d, float[] y, int yAt) {
        FloatVector scale = FloatVector.broadcast(S, w[wAt]);
        FloatVector first = FloatVector.fromArray(S, x, xAt + c).lanewise(MUL, scale);
        FloatVector second = FloatVector.fromArray(S, x, xAt + d).lanewise(MUL, scale);
        for (int i = 1; i < count; i++) {
            scale = FloatVector.broadcast(S, w[wAt + i * wStep]);
            first = FloatVector.fromArray(S, x, xAt + i * xRow + c).lanewise(FMA, scale, first);
            second = FloatVector.fromArray(S, x, xAt + i * xRow + d).lanewise(FMA, scale, second);
        }
        first.intoArray(y, yAt + c);
        second.intoArray(y, yAt + d);
    }

    /** {@code y_i = a_{i·aStep} v} for {@code count} rows, {@code yRow} apart, of {@code n}, at least one vector wide. */
    static void outer(
            float[] a, int aAt, int aStep, int count, float[] v, int vAt, int n, float[] y, int yAt, int yRow) {
        for (int done = 0; done < n; done += 2 * WIDTH) {
            int c = Math.min(done, n - WIDTH);
            outerPair(a, aAt, aStep, count, v, vAt, yRow, c, Math.min(done + WIDTH, n - WIDTH), y, yAt);
        }
    }

    private static void outerPair(
            float[] a, int aAt, int aStep, int count, float[] v, int vAt, int yRow, int c, int d, float[] y, int yAt) {
        FloatVector first = FloatVector.fromArray(S, v, vAt + c);
        FloatVector second = FloatVector.fromArray(S, v, vAt + d);
        for (int i = 0; i < count; i++) {
            FloatVector scale = FloatVector.broadcast(S, a[aAt + i * aStep]);
            first.lanewise(MUL, scale).intoArray(y, yAt + i * yRow + c);
            second.lanewise(MUL, scale).intoArray(y, yAt + i * yRow + d);
        }
    }

    /** {@code y_i = a_i u + b_i v} for {@code m} rows of {@code n}, at least one vector wide. */
    static void outerSum(
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
            int yAt) {
        for (int done = 0; done < n; done += 2 * WIDTH) {
            int c = Math.min(done, n - WIDTH);
            outerSumPair(a, aAt, u, uAt, b, bAt, v, vAt, m, n, c, Math.min(done + WIDTH, n - WIDTH), y, yAt);
        }
    }

    private static void outerSumPair(
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
            int c,
            int d,
            float[] y,
            int yAt) {
        FloatVector u0 = FloatVector.fromArray(S, u, uAt + c);
        FloatVector u1 = FloatVector.fromArray(S, u, uAt + d);
        FloatVector v0 = FloatVector.fromArray(S, v, vAt + c);
        FloatVector v1 = FloatVector.fromArray(S, v, vAt + d);
        for (int i = 0; i < m; i++) {
            FloatVector first = FloatVector.broadcast(S, a[aAt + i]);
            FloatVector second = FloatVector.broadcast(S, b[bAt + i]);
            v0.lanewise(FMA, second, u0.lanewise(MUL, first)).intoArray(y, yAt + i * n + c);
            v1.lanewise(FMA, second, u1.lanewise(MUL, first)).intoArray(y, yAt + i * n + d);
        }
    }
}
