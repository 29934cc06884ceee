package org.memhop.benchmarks.yardstick;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices in tiles of five rows and four vectors of columns, as many sums as 32 registers hold beside what is
 * added to them. Elements of a are broadcast, so a may lie in any order; b lies with its columns next to each other and is not
 * packed.
 *
 * <p>A sum carried around a loop is only ever an argument of a vector made in the loop or behind it: see {@link VectorKernels}.
 */
final class Tiles {
    /** Columns are padded to a multiple of this: two of the widest vectors. */
    static final int COLUMNS = 32;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();

    private Tiles() {}

    /**
     * {@code y[i, n] += Σ_p a[i, p] b[p, n]}.
     *
     * @param aRow distance of a's rows
     * @param aColumn distance of a's columns
     * @param columns of b and y, a multiple of {@link #COLUMNS}
     * @param k columns of a, rows of b
     */
    static void add(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] y,
            int yAt,
            int yRow,
            int rows,
            int columns,
            int k) {
        int n = 0;
        for (; n + 4 * WIDTH <= columns; n += 4 * WIDTH) {
            int i = 0;
            for (; i + 5 <= rows; i += 5) {
                fiveByFour(a, aAt + i * aRow, aRow, aColumn, b, bAt + n, bRow, y, yAt + i * yRow + n, yRow, k);
            }
            for (; i < rows; i++) {
                oneByFour(a, aAt + i * aRow, aColumn, b, bAt + n, bRow, y, yAt + i * yRow + n, k);
            }
        }
        for (; n < columns; n += 2 * WIDTH) {
            int i = 0;
            for (; i + 5 <= rows; i += 5) {
                fiveByTwo(a, aAt + i * aRow, aRow, aColumn, b, bAt + n, bRow, y, yAt + i * yRow + n, yRow, k);
            }
            for (; i < rows; i++) {
                oneByTwo(a, aAt + i * aRow, aColumn, b, bAt + n, bRow, y, yAt + i * yRow + n, k);
            }
        }
    }

    /** Twenty sums at once: nine loads for twenty products. */
    private static void fiveByFour(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] y,
            int yAt,
            int yRow,
            int k) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector y00 = zero;
        FloatVector y01 = zero;
        FloatVector y02 = zero;
        FloatVector y03 = zero;
        FloatVector y10 = zero;
        FloatVector y11 = zero;
        FloatVector y12 = zero;
        FloatVector y13 = zero;
        FloatVector y20 = zero;
        FloatVector y21 = zero;
        FloatVector y22 = zero;
        FloatVector y23 = zero;
        FloatVector y30 = zero;
        FloatVector y31 = zero;
        FloatVector y32 = zero;
        FloatVector y33 = zero;
        FloatVector y40 = zero;
        FloatVector y41 = zero;
        FloatVector y42 = zero;
        FloatVector y43 = zero;
        for (int p = 0; p < k; p++) {
            int left = aAt + p * aColumn;
            int right = bAt + p * bRow;
            FloatVector b0 = fromArray(S, b, right);
            FloatVector b1 = fromArray(S, b, right + WIDTH);
            FloatVector b2 = fromArray(S, b, right + 2 * WIDTH);
            FloatVector b3 = fromArray(S, b, right + 3 * WIDTH);
            FloatVector x = broadcast(S, a[left]);
            y00 = b0.fma(x, y00);
            y01 = b1.fma(x, y01);
            y02 = b2.fma(x, y02);
            y03 = b3.fma(x, y03);
            x = broadcast(S, a[left + aRow]);
            y10 = b0.fma(x, y10);
            y11 = b1.fma(x, y11);
            y12 = b2.fma(x, y12);
            y13 = b3.fma(x, y13);
            x = broadcast(S, a[left + 2 * aRow]);
            y20 = b0.fma(x, y20);
            y21 = b1.fma(x, y21);
            y22 = b2.fma(x, y22);
            y23 = b3.fma(x, y23);
            x = broadcast(S, a[left + 3 * aRow]);
            y30 = b0.fma(x, y30);
            y31 = b1.fma(x, y31);
            y32 = b2.fma(x, y32);
            y33 = b3.fma(x, y33);
            x = broadcast(S, a[left + 4 * aRow]);
            y40 = b0.fma(x, y40);
            y41 = b1.fma(x, y41);
            y42 = b2.fma(x, y42);
            y43 = b3.fma(x, y43);
        }
        int at = yAt;
        fromArray(S, y, at).add(y00).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y01).intoArray(y, at + WIDTH);
        fromArray(S, y, at + 2 * WIDTH).add(y02).intoArray(y, at + 2 * WIDTH);
        fromArray(S, y, at + 3 * WIDTH).add(y03).intoArray(y, at + 3 * WIDTH);
        at = yAt + yRow;
        fromArray(S, y, at).add(y10).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y11).intoArray(y, at + WIDTH);
        fromArray(S, y, at + 2 * WIDTH).add(y12).intoArray(y, at + 2 * WIDTH);
        fromArray(S, y, at + 3 * WIDTH).add(y13).intoArray(y, at + 3 * WIDTH);
        at = yAt + 2 * yRow;
        fromArray(S, y, at).add(y20).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y21).intoArray(y, at + WIDTH);
        fromArray(S, y, at + 2 * WIDTH).add(y22).intoArray(y, at + 2 * WIDTH);
        fromArray(S, y, at + 3 * WIDTH).add(y23).intoArray(y, at + 3 * WIDTH);
        at = yAt + 3 * yRow;
        fromArray(S, y, at).add(y30).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y31).intoArray(y, at + WIDTH);
        fromArray(S, y, at + 2 * WIDTH).add(y32).intoArray(y, at + 2 * WIDTH);
        fromArray(S, y, at + 3 * WIDTH).add(y33).intoArray(y, at + 3 * WIDTH);
        at = yAt + 4 * yRow;
        fromArray(S, y, at).add(y40).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y41).intoArray(y, at + WIDTH);
        fromArray(S, y, at + 2 * WIDTH).add(y42).intoArray(y, at + 2 * WIDTH);
        fromArray(S, y, at + 3 * WIDTH).add(y43).intoArray(y, at + 3 * WIDTH);
    }

    /** Of the last two vectors of columns. */
    private static void fiveByTwo(
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] y,
            int yAt,
            int yRow,
            int k) {
        FloatVector zero = FloatVector.zero(S);
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
        for (int p = 0; p < k; p++) {
            int left = aAt + p * aColumn;
            int right = bAt + p * bRow;
            FloatVector b0 = fromArray(S, b, right);
            FloatVector b1 = fromArray(S, b, right + WIDTH);
            FloatVector x = broadcast(S, a[left]);
            y00 = b0.fma(x, y00);
            y01 = b1.fma(x, y01);
            x = broadcast(S, a[left + aRow]);
            y10 = b0.fma(x, y10);
            y11 = b1.fma(x, y11);
            x = broadcast(S, a[left + 2 * aRow]);
            y20 = b0.fma(x, y20);
            y21 = b1.fma(x, y21);
            x = broadcast(S, a[left + 3 * aRow]);
            y30 = b0.fma(x, y30);
            y31 = b1.fma(x, y31);
            x = broadcast(S, a[left + 4 * aRow]);
            y40 = b0.fma(x, y40);
            y41 = b1.fma(x, y41);
        }
        int at = yAt;
        fromArray(S, y, at).add(y00).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y01).intoArray(y, at + WIDTH);
        at = yAt + yRow;
        fromArray(S, y, at).add(y10).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y11).intoArray(y, at + WIDTH);
        at = yAt + 2 * yRow;
        fromArray(S, y, at).add(y20).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y21).intoArray(y, at + WIDTH);
        at = yAt + 3 * yRow;
        fromArray(S, y, at).add(y30).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y31).intoArray(y, at + WIDTH);
        at = yAt + 4 * yRow;
        fromArray(S, y, at).add(y40).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y41).intoArray(y, at + WIDTH);
    }

    /** Of a row that is left over. */
    private static void oneByFour(
            float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow, float[] y, int yAt, int k) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector y00 = zero;
        FloatVector y01 = zero;
        FloatVector y02 = zero;
        FloatVector y03 = zero;
        for (int p = 0; p < k; p++) {
            int left = aAt + p * aColumn;
            int right = bAt + p * bRow;
            FloatVector b0 = fromArray(S, b, right);
            FloatVector b1 = fromArray(S, b, right + WIDTH);
            FloatVector b2 = fromArray(S, b, right + 2 * WIDTH);
            FloatVector b3 = fromArray(S, b, right + 3 * WIDTH);
            FloatVector x = broadcast(S, a[left]);
            y00 = b0.fma(x, y00);
            y01 = b1.fma(x, y01);
            y02 = b2.fma(x, y02);
            y03 = b3.fma(x, y03);
        }
        int at = yAt;
        fromArray(S, y, at).add(y00).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y01).intoArray(y, at + WIDTH);
        fromArray(S, y, at + 2 * WIDTH).add(y02).intoArray(y, at + 2 * WIDTH);
        fromArray(S, y, at + 3 * WIDTH).add(y03).intoArray(y, at + 3 * WIDTH);
    }

    /** Of a row that is left over, the last two vectors. */
    private static void oneByTwo(
            float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow, float[] y, int yAt, int k) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector y00 = zero;
        FloatVector y01 = zero;
        for (int p = 0; p < k; p++) {
            int left = aAt + p * aColumn;
            int right = bAt + p * bRow;
            FloatVector b0 = fromArray(S, b, right);
            FloatVector b1 = fromArray(S, b, right + WIDTH);
            FloatVector x = broadcast(S, a[left]);
            y00 = b0.fma(x, y00);
            y01 = b1.fma(x, y01);
        }
        int at = yAt;
        fromArray(S, y, at).add(y00).intoArray(y, at);
        fromArray(S, y, at + WIDTH).add(y01).intoArray(y, at + WIDTH);
    }
}
