package org.memhop.backend.jvm.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * One of two values, element by element, by the bits of words rather than by masks: a mask is an object of its own, which JDK
 * 17 does not always keep out of the heap. A row ends with a vector that overlaps the one before, so rows are at least one
 * vector long, and what is written is nothing that is read.
 */
final class VectorSelect {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private VectorSelect() {}

    /** {@code y = a} where c is not 0, else b. */
    static void where(int[] c, int cAt, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
        for (int done = 0; done < n; done += WIDTH) {
            int i = Math.min(done, n - WIDTH);
            IntVector second = FloatVector.fromArray(S, b, bAt + i).reinterpretAsInts();
            FloatVector.fromArray(S, a, aAt + i)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, second)
                    .lanewise(VectorOperators.AND, mask(c, cAt + i))
                    .lanewise(VectorOperators.XOR, second)
                    .reinterpretAsFloats()
                    .intoArray(y, yAt + i);
        }
    }

    /** {@code y = a} where c is not 0, else the number b; or the other way round if {@code turned}. */
    static void where(int[] c, int cAt, float[] a, int aAt, float b, boolean turned, float[] y, int yAt, int n) {
        IntVector second = IntVector.broadcast(I, Float.floatToRawIntBits(b));
        IntVector flip = IntVector.broadcast(I, turned ? -1 : 0);
        for (int done = 0; done < n; done += WIDTH) {
            int i = Math.min(done, n - WIDTH);
            FloatVector.fromArray(S, a, aAt + i)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, second)
                    .lanewise(VectorOperators.AND, mask(c, cAt + i).lanewise(VectorOperators.XOR, flip))
                    .lanewise(VectorOperators.XOR, second)
                    .reinterpretAsFloats()
                    .intoArray(y, yAt + i);
        }
    }

    /** All bits of a word that is not 0. */
    private static IntVector mask(int[] c, int at) {
        IntVector words = IntVector.fromArray(I, c, at);
        return words.lanewise(VectorOperators.NEG)
                .lanewise(VectorOperators.OR, words)
                .lanewise(VectorOperators.ASHR, 31);
    }

    /** {@code y = g} where x is positive, else 0. */
    static void wherePositive(float[] x, int xAt, float[] g, int gAt, float[] y, int yAt, int n) {
        IntVector infinity = IntVector.broadcast(I, INFINITY);
        for (int done = 0; done < n; done += WIDTH) {
            int i = Math.min(done, n - WIDTH);
            IntVector bits = FloatVector.fromArray(S, x, xAt + i).reinterpretAsInts();
            // Neither the sign nor what lies above infinity, a NaN, but some bit.
            IntVector negative = bits.lanewise(VectorOperators.OR, infinity.lanewise(VectorOperators.SUB, bits));
            IntVector mask = bits.lanewise(VectorOperators.NEG)
                    .lanewise(VectorOperators.AND, negative.lanewise(VectorOperators.NOT))
                    .lanewise(VectorOperators.ASHR, 31);
            FloatVector.fromArray(S, g, gAt + i)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.AND, mask)
                    .reinterpretAsFloats()
                    .intoArray(y, yAt + i);
        }
    }
}
