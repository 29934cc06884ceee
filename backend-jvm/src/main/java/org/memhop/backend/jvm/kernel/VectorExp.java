package org.memhop.backend.jvm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential in float32. With {@code n = round(x / ln 2)} and {@code r = x − n ln 2}, {@code eˣ = 2ⁿ eʳ}, and for
 * {@code |r| ≤ ln 2 / 2} eight terms of the power series of eʳ leave a relative error below 1e-8. The scalar form does the
 * same operations in the same order, so that it makes no difference to an element whether a vector reached it.
 */
final class VectorExp {
    private static final float LOWEST = -104; // below it lies 0
    private static final float HIGHEST = 89; // above it lies infinity
    private static final float PER_LN2 = 0x1.715476p0f;
    private static final float LN2_HIGH = 0x1.62e4p-1f; // so short that n times it is exact
    private static final float LN2_LOW = 0x1.7f7d1cp-20f;
    /** Adding 1.5·2²³ leaves the nearest whole number in the low bits. */
    private static final float ROUND = 12582912f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final float C7 = 1f / 5040;
    private static final float C6 = 1f / 720;
    private static final float C5 = 1f / 120;
    private static final float C4 = 1f / 24;
    private static final float C3 = 1f / 6;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();

    private VectorExp() {}

    static float exp(float x) {
        float in = Math.min(Math.max(x, LOWEST), HIGHEST);
        float shifted = Math.fma(in, PER_LN2, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, in));
        float p = Math.fma(r, C7, C6);
        p = Math.fma(p, r, C5);
        p = Math.fma(p, r, C4);
        p = Math.fma(p, r, C3);
        p = Math.fma(p, r, 0.5f);
        p = Math.fma(p, r, 1f);
        p = Math.fma(p, r, 1f);
        int exponent = Float.floatToRawIntBits(shifted) - ROUND_BITS;
        int half = exponent >> 1; // in two steps, as 2ⁿ alone may leave the range of normal numbers
        return p * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((exponent - half + 127) << 23);
    }

    /** {@code y = eˣ}; {@code y} may be {@code x}. Long enough for the compiler never to draw it into a caller. */
    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        FloatVector lowest = FloatVector.broadcast(S, LOWEST);
        FloatVector highest = FloatVector.broadcast(S, HIGHEST);
        FloatVector perLn2 = FloatVector.broadcast(S, PER_LN2);
        FloatVector round = FloatVector.broadcast(S, ROUND);
        FloatVector high = FloatVector.broadcast(S, -LN2_HIGH);
        FloatVector low = FloatVector.broadcast(S, -LN2_LOW);
        FloatVector one = FloatVector.broadcast(S, 1f);
        IntVector roundBits = IntVector.broadcast(I, ROUND_BITS);
        IntVector bias = IntVector.broadcast(I, 127);
        int i = 0;
        for (; i <= n - WIDTH; i += WIDTH) {
            FloatVector in = FloatVector.fromArray(S, x, xAt + i)
                    .lanewise(VectorOperators.MAX, lowest)
                    .lanewise(VectorOperators.MIN, highest);
            FloatVector shifted = in.lanewise(VectorOperators.FMA, perLn2, round);
            FloatVector whole = shifted.lanewise(VectorOperators.SUB, round);
            FloatVector r = whole.lanewise(VectorOperators.FMA, low, whole.lanewise(VectorOperators.FMA, high, in));
            FloatVector p = r.lanewise(VectorOperators.FMA, FloatVector.broadcast(S, C7), FloatVector.broadcast(S, C6))
                    .lanewise(VectorOperators.FMA, r, FloatVector.broadcast(S, C5))
                    .lanewise(VectorOperators.FMA, r, FloatVector.broadcast(S, C4))
                    .lanewise(VectorOperators.FMA, r, FloatVector.broadcast(S, C3))
                    .lanewise(VectorOperators.FMA, r, FloatVector.broadcast(S, 0.5f))
                    .lanewise(VectorOperators.FMA, r, one)
                    .lanewise(VectorOperators.FMA, r, one);
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.SUB, roundBits);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            FloatVector first = half.lanewise(VectorOperators.ADD, bias)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            FloatVector second = exponent.lanewise(VectorOperators.SUB, half)
                    .lanewise(VectorOperators.ADD, bias)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            p.lanewise(VectorOperators.MUL, first)
                    .lanewise(VectorOperators.MUL, second)
                    .intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = exp(x[xAt + i]);
        }
    }
}
