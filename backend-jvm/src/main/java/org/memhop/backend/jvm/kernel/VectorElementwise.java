package org.memhop.backend.jvm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Arithmetic over contiguous floats, and over floats and one number. Each loop is a method of its own: only in small methods
 * does the compiler keep vectors out of the heap. For the same reason all vector code here calls {@code lanewise} rather than the
 * named methods that wrap it: those share one type profile among all vector shapes, and once two shapes have passed through,
 * JDK 17 allocates their results.
 */
final class VectorElementwise {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> Q = FloatVector.SPECIES_128;
    private static final int WIDTH = S.length();

    private VectorElementwise() {}

    static void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.ADD, FloatVector.fromArray(S, b, bAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }

    static void add(float[] a, int aAt, float b, float[] y, int yAt, int n) {
        FloatVector scalar = FloatVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.ADD, scalar)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] + b;
        }
    }

    static void sub(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.SUB, FloatVector.fromArray(S, b, bAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] - b[bAt + i];
        }
    }

    static void sub(float a, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.broadcast(S, a)
                    .lanewise(VectorOperators.SUB, FloatVector.fromArray(S, b, bAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a - b[bAt + i];
        }
    }

    static void mul(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.MUL, FloatVector.fromArray(S, b, bAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b[bAt + i];
        }
    }

    static void mul(float[] a, int aAt, float b, float[] y, int yAt, int n) {
        FloatVector scalar = FloatVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.MUL, scalar)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] * b;
        }
    }

    static void div(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.DIV, FloatVector.fromArray(S, b, bAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] / b[bAt + i];
        }
    }

    static void div(float[] a, int aAt, float b, float[] y, int yAt, int n) {
        FloatVector scalar = FloatVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.DIV, scalar)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = a[aAt + i] / b;
        }
    }

    static void max(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.MAX, FloatVector.fromArray(S, b, bAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.max(a[aAt + i], b[bAt + i]);
        }
    }

    static void max(float[] a, int aAt, float b, float[] y, int yAt, int n) {
        FloatVector scalar = FloatVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, a, aAt + i)
                    .lanewise(VectorOperators.MAX, scalar)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.max(a[aAt + i], b);
        }
    }

    static void neg(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, x, xAt + i).lanewise(VectorOperators.NEG).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = -x[xAt + i];
        }
    }

    static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, x, xAt + i).lanewise(VectorOperators.SQRT).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = (float) Math.sqrt(x[xAt + i]);
        }
    }

    static float sum(float[] x, int at, int n) {
        FloatVector s0 = FloatVector.zero(Q);
        FloatVector s1 = FloatVector.zero(Q);
        FloatVector s2 = FloatVector.zero(Q);
        FloatVector s3 = FloatVector.zero(Q);
        int i = at;
        int end = at + n;
        for (; i <= end - 16; i += 16) {
            s0 = FloatVector.fromArray(Q, x, i).lanewise(VectorOperators.ADD, s0);
            s1 = FloatVector.fromArray(Q, x, i + 4).lanewise(VectorOperators.ADD, s1);
            s2 = FloatVector.fromArray(Q, x, i + 8).lanewise(VectorOperators.ADD, s2);
            s3 = FloatVector.fromArray(Q, x, i + 12).lanewise(VectorOperators.ADD, s3);
        }
        float rest = 0;
        for (; i < end; i++) {
            rest += x[i];
        }
        FloatVector sum = s0.lanewise(VectorOperators.ADD, s1)
                .lanewise(VectorOperators.ADD, s2.lanewise(VectorOperators.ADD, s3));
        return (sum.lane(0) + sum.lane(1)) + (sum.lane(2) + sum.lane(3)) + rest;
    }

    static float sumOfSquares(float[] x, int at, int n) {
        return VectorProducts.dot(x, at, x, at, n);
    }

    /** {@code y_i = x_i − g_i · s · t}. */
    static void descend(float[] x, float[] g, float s, float t, int from, int to, float[] y) {
        FloatVector first = FloatVector.broadcast(S, s);
        FloatVector second = FloatVector.broadcast(S, t);
        int i = from;
        for (; i <= to - WIDTH; i += WIDTH) {
            FloatVector step = FloatVector.fromArray(S, g, i)
                    .lanewise(VectorOperators.MUL, first)
                    .lanewise(VectorOperators.MUL, second);
            FloatVector.fromArray(S, x, i).lanewise(VectorOperators.SUB, step).intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = x[i] - g[i] * s * t;
        }
    }

    static float max(float[] x, int at, int n) {
        if (n < 8) {
            float max = Float.NEGATIVE_INFINITY;
            for (int i = at; i < at + n; i++) {
                max = Math.max(max, x[i]);
            }
            return max;
        }
        // Eight lanes at any length: rows are short, and taking an element twice changes no maximum.
        FloatVector max = FloatVector.fromArray(FloatVector.SPECIES_256, x, at + n - 8);
        for (int i = 0; i < n - 8; i += 8) {
            max = FloatVector.fromArray(FloatVector.SPECIES_256, x, at + i).lanewise(VectorOperators.MAX, max);
        }
        return max.reduceLanes(VectorOperators.MAX);
    }
}
