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

    static FloatVector exp(FloatVector x) {
        FloatVector in = x.max(LOWEST).min(HIGHEST);
        VectorSpecies<Float> species = x.species();
        FloatVector shifted = in.fma(FloatVector.broadcast(species, PER_LN2), FloatVector.broadcast(species, ROUND));
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = n.fma(FloatVector.broadcast(species, -LN2_HIGH), in);
        r = n.fma(FloatVector.broadcast(species, -LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(species, C7), FloatVector.broadcast(species, C6));
        p = p.fma(r, FloatVector.broadcast(species, C5));
        p = p.fma(r, FloatVector.broadcast(species, C4));
        p = p.fma(r, FloatVector.broadcast(species, C3));
        p = p.fma(r, FloatVector.broadcast(species, 0.5f));
        p = p.fma(r, FloatVector.broadcast(species, 1f));
        p = p.fma(r, FloatVector.broadcast(species, 1f));
        IntVector exponent = shifted.reinterpretAsInts().sub(ROUND_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector second =
                exponent.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return p.mul(first).mul(second);
    }

    /** {@code y = eˣ}; {@code y} may be {@code x}. */
    static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
        VectorSpecies<Float> species = FloatVector.SPECIES_PREFERRED;
        int width = species.length();
        int i = 0;
        for (; i <= n - width; i += width) {
            exp(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, xAt + i))
                    .intoArray(y, yAt + i);
        }
        for (; i <= n - 4; i += 4) {
            exp(FloatVector.fromArray(FloatVector.SPECIES_128, x, xAt + i)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] = exp(x[xAt + i]);
        }
    }

    /** {@code Σ e^{x − max}}. */
    static float sum(float[] x, int at, int n, float max) {
        int width = FloatVector.SPECIES_PREFERRED.length();
        FloatVector wide = FloatVector.zero(FloatVector.SPECIES_PREFERRED);
        int i = 0;
        for (; i <= n - width; i += width) {
            wide = wide.add(exp(FloatVector.fromArray(FloatVector.SPECIES_PREFERRED, x, at + i)
                    .sub(max)));
        }
        FloatVector narrow = FloatVector.zero(FloatVector.SPECIES_128);
        for (; i <= n - 4; i += 4) {
            narrow = narrow.add(exp(
                    FloatVector.fromArray(FloatVector.SPECIES_128, x, at + i).sub(max)));
        }
        float rest = 0;
        for (; i < n; i++) {
            rest += exp(x[at + i] - max);
        }
        return wide.reduceLanes(VectorOperators.ADD) + narrow.reduceLanes(VectorOperators.ADD) + rest;
    }
}
