package org.memhop.backend.jvm.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.MUL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The inner loops of {@link VectorPackedBags} for four tables at a time. */
final class VectorFourBags {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();

    private VectorFourBags() {}

    /** {@code y_i = Σ weight ∘ word} of two vectors of columns, at c and d, for {@code from ≤ i < to}. */
    static void bags(
            float[] packed,
            int at,
            int stride,
            int weightsAt,
            int weightStride,
            int[] starts,
            int[] entries,
            int from,
            int to,
            int n,
            int c,
            int d,
            float[] y0,
            float[] y1,
            float[] y2,
            float[] y3) {
        // The sum has a type that the compiler knows exactly; see VectorElementwise.
        FloatVector zero = FloatVector.zero(S).lanewise(ADD, FloatVector.zero(S));
        for (int i = from; i < to; i++) {
            int e = starts[i];
            int end = starts[i + 1];
            int row = i * n;
            if (e == end) {
                zero.intoArray(y0, row + c);
                zero.intoArray(y0, row + d);
                zero.intoArray(y1, row + c);
                zero.intoArray(y1, row + d);
                zero.intoArray(y2, row + c);
                zero.intoArray(y2, row + d);
                zero.intoArray(y3, row + c);
                zero.intoArray(y3, row + d);
                continue;
            }
            int word = at + entries[e] * stride;
            int weight = weightsAt + entries[e + 1] * weightStride;
            FloatVector first = FloatVector.fromArray(S, packed, weight);
            FloatVector second = FloatVector.fromArray(S, packed, weight + WIDTH);
            FloatVector c0 = FloatVector.fromArray(S, packed, word).lanewise(MUL, first);
            FloatVector d0 = FloatVector.fromArray(S, packed, word + WIDTH).lanewise(MUL, second);
            FloatVector c1 = FloatVector.fromArray(S, packed, word + 2 * WIDTH).lanewise(MUL, first);
            FloatVector d1 = FloatVector.fromArray(S, packed, word + 3 * WIDTH).lanewise(MUL, second);
            FloatVector c2 = FloatVector.fromArray(S, packed, word + 4 * WIDTH).lanewise(MUL, first);
            FloatVector d2 = FloatVector.fromArray(S, packed, word + 5 * WIDTH).lanewise(MUL, second);
            FloatVector c3 = FloatVector.fromArray(S, packed, word + 6 * WIDTH).lanewise(MUL, first);
            FloatVector d3 = FloatVector.fromArray(S, packed, word + 7 * WIDTH).lanewise(MUL, second);
            for (e += 2; e < end; e += 2) {
                word = at + entries[e] * stride;
                weight = weightsAt + entries[e + 1] * weightStride;
                first = FloatVector.fromArray(S, packed, weight);
                second = FloatVector.fromArray(S, packed, weight + WIDTH);
                c0 = FloatVector.fromArray(S, packed, word).lanewise(FMA, first, c0);
                d0 = FloatVector.fromArray(S, packed, word + WIDTH).lanewise(FMA, second, d0);
                c1 = FloatVector.fromArray(S, packed, word + 2 * WIDTH).lanewise(FMA, first, c1);
                d1 = FloatVector.fromArray(S, packed, word + 3 * WIDTH).lanewise(FMA, second, d1);
                c2 = FloatVector.fromArray(S, packed, word + 4 * WIDTH).lanewise(FMA, first, c2);
                d2 = FloatVector.fromArray(S, packed, word + 5 * WIDTH).lanewise(FMA, second, d2);
                c3 = FloatVector.fromArray(S, packed, word + 6 * WIDTH).lanewise(FMA, first, c3);
                d3 = FloatVector.fromArray(S, packed, word + 7 * WIDTH).lanewise(FMA, second, d3);
            }
            c0.intoArray(y0, row + c);
            d0.intoArray(y0, row + d);
            c1.intoArray(y1, row + c);
            d1.intoArray(y1, row + d);
            c2.intoArray(y2, row + c);
            d2.intoArray(y2, row + d);
            c3.intoArray(y3, row + c);
            d3.intoArray(y3, row + d);
        }
    }

    /** {@code word += weight ∘ x_i} of two vectors of columns, for {@code count} bags. */
    static void scatter(
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            int n,
            int c,
            int d,
            int[] starts,
            int[] entries,
            int count,
            float[] packed,
            int at,
            int stride,
            int weightsAt,
            int weightStride) {
        for (int i = 0; i < count; i++) {
            int end = starts[i + 1];
            int row = i * n;
            if (starts[i] == end) {
                continue;
            }
            FloatVector c0 = FloatVector.fromArray(S, x0, row + c);
            FloatVector d0 = FloatVector.fromArray(S, x0, row + d);
            FloatVector c1 = FloatVector.fromArray(S, x1, row + c);
            FloatVector d1 = FloatVector.fromArray(S, x1, row + d);
            FloatVector c2 = FloatVector.fromArray(S, x2, row + c);
            FloatVector d2 = FloatVector.fromArray(S, x2, row + d);
            FloatVector c3 = FloatVector.fromArray(S, x3, row + c);
            FloatVector d3 = FloatVector.fromArray(S, x3, row + d);
            for (int e = starts[i]; e < end; e += 2) {
                int word = at + entries[e] * stride;
                int weight = weightsAt + entries[e + 1] * weightStride;
                FloatVector first = FloatVector.fromArray(S, packed, weight);
                FloatVector second = FloatVector.fromArray(S, packed, weight + WIDTH);
                c0.lanewise(FMA, first, FloatVector.fromArray(S, packed, word)).intoArray(packed, word);
                d0.lanewise(FMA, second, FloatVector.fromArray(S, packed, word + WIDTH))
                        .intoArray(packed, word + WIDTH);
                c1.lanewise(FMA, first, FloatVector.fromArray(S, packed, word + 2 * WIDTH))
                        .intoArray(packed, word + 2 * WIDTH);
                d1.lanewise(FMA, second, FloatVector.fromArray(S, packed, word + 3 * WIDTH))
                        .intoArray(packed, word + 3 * WIDTH);
                c2.lanewise(FMA, first, FloatVector.fromArray(S, packed, word + 4 * WIDTH))
                        .intoArray(packed, word + 4 * WIDTH);
                d2.lanewise(FMA, second, FloatVector.fromArray(S, packed, word + 5 * WIDTH))
                        .intoArray(packed, word + 5 * WIDTH);
                c3.lanewise(FMA, first, FloatVector.fromArray(S, packed, word + 6 * WIDTH))
                        .intoArray(packed, word + 6 * WIDTH);
                d3.lanewise(FMA, second, FloatVector.fromArray(S, packed, word + 7 * WIDTH))
                        .intoArray(packed, word + 7 * WIDTH);
            }
        }
    }
}
