package org.memhop.backend.jvm.kernel;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.MUL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A product of two matrices in tiles of four rows and two vectors of columns, which stay in registers while the terms are added
 * up. Of a large or transposed b, two vectors of columns are first copied together, some hundred terms at a time: they then
 * stay in the nearest cache while all rows of a pass by.
 */
final class VectorTiles implements Product {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();
    /** Terms that are added up at a time, so that a packed panel of b fills half of a 48 KiB cache. */
    private static final int TERMS = 192;

    private final Layout layout;
    private final boolean packs;

    /** At least one vector of columns, and one row and term. */
    VectorTiles(Layout layout) {
        this.layout = layout;
        boolean scattered = layout.bRow() > 256 || layout.k() > (VectorTallTiles.FIT ? 4 * TERMS : TERMS);
        this.packs = layout.bColumn() != 1 || (scattered && layout.m() >= 16);
    }

    @Override
    public int scratch() {
        return packs ? 2 * WIDTH * Math.min(TERMS, layout.k()) : 0;
    }

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
        if (!packs) {
            for (int done = 0; done < columns; done += 2 * WIDTH) {
                int c = Math.min(done, columns - WIDTH);
                int d = Math.min(done + WIDTH, columns - WIDTH);
                rows(layout, a, aAt, b, bAt + c, bAt + d, layout.bRow(), y, yAt + c, yAt + d, rows, layout.k(), false);
            }
            return;
        }
        // The last pair of vectors may overlap the pair before, and must not add to what that has added to already: it
        // starts
        // again, when the others are done.
        int apart = columns / (2 * WIDTH) * (2 * WIDTH);
        columns(a, aAt, b, bAt, y, yAt, rows, 0, apart, columns, scratch, at);
        columns(a, aAt, b, bAt, y, yAt, rows, apart, columns, columns, scratch, at);
    }

    /** Some terms of these columns, then some more: what is read of a is still near when the next columns need it. */
    private void columns(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] y,
            int yAt,
            int rows,
            int first,
            int last,
            int columns,
            float[] scratch,
            int at) {
        for (int p = 0; p < layout.k(); p += TERMS) {
            int terms = Math.min(TERMS, layout.k() - p);
            int left = aAt + p * layout.aColumn();
            for (int done = first; done < last; done += 2 * WIDTH) {
                int c = Math.min(done, columns - WIDTH);
                int d = Math.min(done + WIDTH, columns - WIDTH);
                panel(b, bAt + p * layout.bRow(), c, d, terms, scratch, at);
                rows(layout, a, left, scratch, at, at + WIDTH, 2 * WIDTH, y, yAt + c, yAt + d, rows, terms, p > 0);
            }
        }
    }

    private void panel(float[] b, int from, int c, int d, int terms, float[] scratch, int at) {
        int row = layout.bRow();
        int column = layout.bColumn();
        if (column == 1) {
            pack(b, from + c, from + d, row, terms, scratch, at);
        } else {
            packColumns(b, from + c * column, row, column, terms, scratch, at);
            packColumns(b, from + d * column, row, column, terms, scratch, at + WIDTH);
        }
    }

    private static void rows(
            Layout layout,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bNext,
            int bRow,
            float[] y,
            int yAt,
            int yNext,
            int rows,
            int k,
            boolean more) {
        int aRow = layout.aRow();
        int aColumn = layout.aColumn();
        int n = layout.n();
        int i = 0;
        for (; VectorTallTiles.FIT && !more && i <= rows - 8; i += 8) {
            int left = aAt + i * aRow;
            VectorTallTiles.eightRows(a, left, aRow, aColumn, b, bAt, bNext, bRow, y, yAt + i * n, yNext + i * n, n, k);
        }
        for (; i <= rows - 4; i += 4) {
            int left = aAt + i * aRow;
            if (more) {
                fourRowsMore(a, left, aRow, aColumn, b, bAt, bNext, bRow, y, yAt + i * n, yNext + i * n, n, k);
            } else {
                fourRows(a, left, aRow, aColumn, b, bAt, bNext, bRow, y, yAt + i * n, yNext + i * n, n, k);
            }
        }
        for (; i < rows; i++) {
            int left = aAt + i * aRow;
            if (more) {
                oneRowMore(a, left, aColumn, b, bAt, bNext, bRow, y, yAt + i * n, yNext + i * n, k);
            } else {
                oneRow(a, left, aColumn, b, bAt, bNext, bRow, y, yAt + i * n, yNext + i * n, k);
            }
        }
    }

    private static void pack(float[] b, int bAt, int bNext, int bRow, int terms, float[] panel, int at) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int p = 0; p < terms; p++) {
            // Times one, as a vector straight from memory has a type that JDK 17 does not know well enough to store it.
            FloatVector.fromArray(S, b, bAt + p * bRow).lanewise(MUL, one).intoArray(panel, at + p * 2 * WIDTH);
            FloatVector.fromArray(S, b, bNext + p * bRow)
                    .lanewise(MUL, one)
                    .intoArray(panel, at + p * 2 * WIDTH + WIDTH);
        }
    }

    private static void packColumns(float[] b, int bAt, int bRow, int bColumn, int terms, float[] panel, int at) {
        for (int j = 0; j < WIDTH; j++) {
            int from = bAt + j * bColumn;
            int to = at + j;
            for (int p = 0; p < terms; p++) {
                panel[to + p * 2 * WIDTH] = b[from + p * bRow];
            }
        }
    }

    /** Four rows of the result, two vectors of columns, from the first {@code k} terms. */
    private static void fourRows(
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
        FloatVector first = FloatVector.fromArray(S, b, bAt);
        FloatVector second = FloatVector.fromArray(S, b, bNext);
        FloatVector scale = FloatVector.broadcast(S, a[aAt]);
        FloatVector y00 = first.lanewise(MUL, scale);
        FloatVector y01 = second.lanewise(MUL, scale);
        scale = FloatVector.broadcast(S, a[aAt + aRow]);
        FloatVector y10 = first.lanewise(MUL, scale);
        FloatVector y11 = second.lanewise(MUL, scale);
        scale = FloatVector.broadcast(S, a[aAt + 2 * aRow]);
        FloatVector y20 = first.lanewise(MUL, scale);
        FloatVector y21 = second.lanewise(MUL, scale);
        scale = FloatVector.broadcast(S, a[aAt + 3 * aRow]);
        FloatVector y30 = first.lanewise(MUL, scale);
        FloatVector y31 = second.lanewise(MUL, scale);
        for (int p = 1; p < k; p++) {
            int left = aAt + p * aColumn;
            first = FloatVector.fromArray(S, b, bAt + p * bRow);
            second = FloatVector.fromArray(S, b, bNext + p * bRow);
            scale = FloatVector.broadcast(S, a[left]);
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
        }
        y00.intoArray(y, yAt);
        y01.intoArray(y, yNext);
        y10.intoArray(y, yAt + yRow);
        y11.intoArray(y, yNext + yRow);
        y20.intoArray(y, yAt + 2 * yRow);
        y21.intoArray(y, yNext + 2 * yRow);
        y30.intoArray(y, yAt + 3 * yRow);
        y31.intoArray(y, yNext + 3 * yRow);
    }

    /** Four rows of the result, two vectors of columns, with {@code k} terms more. */
    private static void fourRowsMore(
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
        FloatVector first = FloatVector.fromArray(S, b, bAt);
        FloatVector second = FloatVector.fromArray(S, b, bNext);
        FloatVector scale = FloatVector.broadcast(S, a[aAt]);
        FloatVector y00 = first.lanewise(FMA, scale, FloatVector.fromArray(S, y, yAt));
        FloatVector y01 = second.lanewise(FMA, scale, FloatVector.fromArray(S, y, yNext));
        scale = FloatVector.broadcast(S, a[aAt + aRow]);
        FloatVector y10 = first.lanewise(FMA, scale, FloatVector.fromArray(S, y, yAt + yRow));
        FloatVector y11 = second.lanewise(FMA, scale, FloatVector.fromArray(S, y, yNext + yRow));
        scale = FloatVector.broadcast(S, a[aAt + 2 * aRow]);
        FloatVector y20 = first.lanewise(FMA, scale, FloatVector.fromArray(S, y, yAt + 2 * yRow));
        FloatVector y21 = second.lanewise(FMA, scale, FloatVector.fromArray(S, y, yNext + 2 * yRow));
        scale = FloatVector.broadcast(S, a[aAt + 3 * aRow]);
        FloatVector y30 = first.lanewise(FMA, scale, FloatVector.fromArray(S, y, yAt + 3 * yRow));
        FloatVector y31 = second.lanewise(FMA, scale, FloatVector.fromArray(S, y, yNext + 3 * yRow));
        for (int p = 1; p < k; p++) {
            int left = aAt + p * aColumn;
            first = FloatVector.fromArray(S, b, bAt + p * bRow);
            second = FloatVector.fromArray(S, b, bNext + p * bRow);
            scale = FloatVector.broadcast(S, a[left]);
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
        }
        y00.intoArray(y, yAt);
        y01.intoArray(y, yNext);
        y10.intoArray(y, yAt + yRow);
        y11.intoArray(y, yNext + yRow);
        y20.intoArray(y, yAt + 2 * yRow);
        y21.intoArray(y, yNext + 2 * yRow);
        y30.intoArray(y, yAt + 3 * yRow);
        y31.intoArray(y, yNext + 3 * yRow);
    }

    /** One row of the result, two vectors of columns, from the first {@code k} terms. */
    private static void oneRow(
            float[] a,
            int aAt,
            int aColumn,
            float[] b,
            int bAt,
            int bNext,
            int bRow,
            float[] y,
            int yAt,
            int yNext,
            int k) {
        FloatVector first = FloatVector.fromArray(S, b, bAt);
        FloatVector second = FloatVector.fromArray(S, b, bNext);
        FloatVector scale = FloatVector.broadcast(S, a[aAt]);
        FloatVector y00 = first.lanewise(MUL, scale);
        FloatVector y01 = second.lanewise(MUL, scale);
        for (int p = 1; p < k; p++) {
            int left = aAt + p * aColumn;
            first = FloatVector.fromArray(S, b, bAt + p * bRow);
            second = FloatVector.fromArray(S, b, bNext + p * bRow);
            scale = FloatVector.broadcast(S, a[left]);
            y00 = first.lanewise(FMA, scale, y00);
            y01 = second.lanewise(FMA, scale, y01);
        }
        y00.intoArray(y, yAt);
        y01.intoArray(y, yNext);
    }

    /** One row of the result, two vectors of columns, with {@code k} terms more. */
    private static void oneRowMore(
            float[] a,
            int aAt,
            int aColumn,
            float[] b,
            int bAt,
            int bNext,
            int bRow,
            float[] y,
            int yAt,
            int yNext,
            int k) {
        FloatVector first = FloatVector.fromArray(S, b, bAt);
        FloatVector second = FloatVector.fromArray(S, b, bNext);
        FloatVector scale = FloatVector.broadcast(S, a[aAt]);
        FloatVector y00 = first.lanewise(FMA, scale, FloatVector.fromArray(S, y, yAt));
        FloatVector y01 = second.lanewise(FMA, scale, FloatVector.fromArray(S, y, yNext));
        for (int p = 1; p < k; p++) {
            int left = aAt + p * aColumn;
            first = FloatVector.fromArray(S, b, bAt + p * bRow);
            second = FloatVector.fromArray(S, b, bNext + p * bRow);
            scale = FloatVector.broadcast(S, a[left]);
            y00 = first.lanewise(FMA, scale, y00);
            y01 = second.lanewise(FMA, scale, y01);
        }
        y00.intoArray(y, yAt);
        y01.intoArray(y, yNext);
    }
}
