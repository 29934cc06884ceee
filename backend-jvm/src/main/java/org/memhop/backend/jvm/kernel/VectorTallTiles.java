package org.memhop.backend.jvm.kernel;

import static jdk.incubator.vector.VectorOperators.FMA;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of eight rows and two vectors of columns: sixteen sums that do not wait for one another, and few loads for each. They
 * need a processor with thirty-two vector registers. All sums start from one vector of zeros, as the compiler draws only so
 * many operations into one method, and what it leaves out of a vector operation lives in the heap.
 */
final class VectorTallTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    /** Whether the sums stay in registers: where vectors have 512 bits there are enough of them. */
    static final boolean FIT = S.length() >= 16;

    private VectorTallTiles() {}

    /** Eight rows of the result, two vectors of columns, over {@code k} terms. */
    static void eightRows(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bNext,
            int bRow,
            float[] y,
            int yAt,
            int yNext,
            int yRow,
            int k) {
        FloatVector zero = FloatVector.broadcast(S, 0f);
        FloatVector y00 = zero;
        FloatVector y01 = zero;
        FloatVector y10 = zero;
        FloatVector y11 = zero;
        FloatVector y20 = zero;
        FloatVector y21 = zero;
        FloatVector y30 = zero;
        FloatVector y31 = zero;
        FloatVector y40 = zero;
        FloatVector y41 = zero;
        FloatVector y50 = zero;
        FloatVector y51 = zero;
        FloatVector y60 = zero;
        FloatVector y61 = zero;
        FloatVector y70 = zero;
        FloatVector y71 = zero;
        for (int p = 0; p < k; p++) {
            int left = aAt + p * aColumn;
            FloatVector first = FloatVector.fromArray(S, b, bAt + p * bRow);
            FloatVector second = FloatVector.fromArray(S, b, bNext + p * bRow);
            FloatVector scale = FloatVector.broadcast(S, a[left]);
            y00 = first.lanewise(FMA, scale, y00);
            y01 = second.lanewise(FMA, scale, y01);
            scale = FloatVector.broadcast(S, a[left + aRow]);
            y10 = first.lanewise(FMA, scale, y10);
            y11 = second.lanewise(FMA, scale, y11);
            scale = FloatVector.broadcast(S, a[left + 2 * aRow]);
            y20 = first.lanewise(FMA, scale, y20);
            y21 = second.lanewise(FMA, scale, y21);
            scale = FloatVector.broadcast(S, a[left + 3 * aRow]);
            y30 = first.lanewise(FMA, scale, y30);
            y31 = second.lanewise(FMA, scale, y31);
            scale = FloatVector.broadcast(S, a[left + 4 * aRow]);
            y40 = first.lanewise(FMA, scale, y40);
            y41 = second.lanewise(FMA, scale, y41);
            scale = FloatVector.broadcast(S, a[left + 5 * aRow]);
            y50 = first.lanewise(FMA, scale, y50);
            y51 = second.lanewise(FMA, scale, y51);
            scale = FloatVector.broadcast(S, a[left + 6 * aRow]);
            y60 = first.lanewise(FMA, scale, y60);
            y61 = second.lanewise(FMA, scale, y61);
            scale = FloatVector.broadcast(S, a[left + 7 * aRow]);
            y70 = first.lanewise(FMA, scale, y70);
            y71 = second.lanewise(FMA, scale, y71);
        }
        y00.intoArray(y, yAt);
        y01.intoArray(y, yNext);
        y10.intoArray(y, yAt + yRow);
        y11.intoArray(y, yNext + yRow);
        y20.intoArray(y, yAt + 2 * yRow);
        y21.intoArray(y, yNext + 2 * yRow);
        y30.intoArray(y, yAt + 3 * yRow);
        y31.intoArray(y, yNext + 3 * yRow);
        y40.intoArray(y, yAt + 4 * yRow);
        y41.intoArray(y, yNext + 4 * yRow);
        y50.intoArray(y, yAt + 5 * yRow);
        y51.intoArray(y, yNext + 5 * yRow);
        y60.intoArray(y, yAt + 6 * yRow);
        y61.intoArray(y, yNext + 6 * yRow);
        y70.intoArray(y, yAt + 7 * yRow);
        y71.intoArray(y, yNext + 7 * yRow);
    }
}
