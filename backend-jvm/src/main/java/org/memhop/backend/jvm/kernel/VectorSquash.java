package org.memhop.backend.jvm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logistic function and the hyperbolic tangent. The scalar forms do the same operations in the same order, so that it makes
 * no difference to an element whether a vector reached it.
 */
final class VectorSquash {
    /** From here on the logistic function is 1. */
    private static final float ONE_FROM = 30;
    /** From here on the hyperbolic tangent is 1. */
    private static final float TANH_ONE_FROM = 9.2f;

    // Lambert's continued fraction of tanh t, seven levels deep, as a fraction of polynomials of z = t².
    private static final float P0 = 135135;
    private static final float P1 = 17325;
    private static final float P2 = 378;
    private static final float Q1 = 62370;
    private static final float Q2 = 3150;
    private static final float Q3 = 28;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();

    private VectorSquash() {}

    /** {@code y = eˣ / (1 + eˣ)}; {@code y} may be {@code x}. */
    static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
        atMost(x, xAt, y, yAt, n);
        VectorExp.exp(y, yAt, y, yAt, n);
        FloatVector one = FloatVector.broadcast(S, 1f);
        int i = yAt;
        for (; i <= yAt + n - WIDTH; i += WIDTH) {
            FloatVector e = FloatVector.fromArray(S, y, i).lanewise(VectorOperators.MUL, one);
            e.lanewise(VectorOperators.DIV, e.lanewise(VectorOperators.ADD, one))
                    .intoArray(y, i);
        }
        for (; i < yAt + n; i++) {
            y[i] = y[i] / (y[i] + 1f);
        }
    }

    private static void atMost(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector most = FloatVector.broadcast(S, ONE_FROM);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector.fromArray(S, x, xAt + i)
                    .lanewise(VectorOperators.MIN, most)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = Math.min(x[xAt + i], ONE_FROM);
        }
    }

    /**
     * {@code y = tanh x}; {@code y} may be {@code x}. The fraction gives {@code f = 4 tanh(x/4)}, then twice {@code tanh 2a = 2
     * tanh a / (1 + tanh² a)}: nothing cancels near 0, and no tiny x is divided.
     */
    static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        FloatVector most = FloatVector.broadcast(S, TANH_ONE_FROM);
        FloatVector least = FloatVector.broadcast(S, -TANH_ONE_FROM);
        FloatVector sixteenth = FloatVector.broadcast(S, 1f / 16);
        FloatVector quarter = FloatVector.broadcast(S, 1f / 4);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector in = FloatVector.fromArray(S, x, xAt + i)
                    .lanewise(VectorOperators.MIN, most)
                    .lanewise(VectorOperators.MAX, least);
            FloatVector z = in.lanewise(VectorOperators.MUL, in).lanewise(VectorOperators.MUL, sixteenth);
            FloatVector p = z.lanewise(VectorOperators.ADD, FloatVector.broadcast(S, P2))
                    .lanewise(VectorOperators.FMA, z, FloatVector.broadcast(S, P1))
                    .lanewise(VectorOperators.FMA, z, FloatVector.broadcast(S, P0));
            FloatVector q = z.lanewise(VectorOperators.FMA, FloatVector.broadcast(S, Q3), FloatVector.broadcast(S, Q2))
                    .lanewise(VectorOperators.FMA, z, FloatVector.broadcast(S, Q1))
                    .lanewise(VectorOperators.FMA, z, FloatVector.broadcast(S, P0));
            FloatVector f = p.lanewise(VectorOperators.DIV, q).lanewise(VectorOperators.MUL, in);
            FloatVector square = f.lanewise(VectorOperators.MUL, f);
            f = f.lanewise(VectorOperators.DIV, square.lanewise(VectorOperators.FMA, sixteenth, one));
            square = f.lanewise(VectorOperators.MUL, f);
            f.lanewise(VectorOperators.DIV, square.lanewise(VectorOperators.FMA, quarter, one))
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = tanh(x[xAt + i]);
        }
    }

    private static float tanh(float x) {
        float in = Math.max(Math.min(x, TANH_ONE_FROM), -TANH_ONE_FROM);
        float z = in * in * (1f / 16);
        float p = Math.fma(Math.fma(z + P2, z, P1), z, P0);
        float q = Math.fma(Math.fma(Math.fma(z, Q3, Q2), z, Q1), z, P0);
        float f = p / q * in;
        f = f / Math.fma(f * f, 1f / 16, 1f);
        return f / Math.fma(f * f, 1f / 4, 1f);
    }
}
