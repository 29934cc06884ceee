package org.memhop.backend.jvm.plan;

import java.util.List;

/** Matrices of floats with rows and columns exchanged: {@code [batch, r, c]} gives {@code [batch, c, r]}. */
final class TurnStep extends Step {
    /** Columns of a single matrix that are turned together. */
    private static final int COLUMNS = 32;
    /** Rows that are read side by side: what they leave in a row of the result is half of a cache line. */
    private static final int TOGETHER = 8;

    private final Buffer x;
    private final Buffer y;
    private final int batch;
    private final int rows;
    private final int columns;

    TurnStep(String name, Buffer x, Buffer y, int batch, int rows, int columns) {
        super(name, List.of(x), List.of(y));
        this.x = x;
        this.y = y;
        this.batch = batch;
        this.rows = rows;
        this.columns = columns;
        if (batch == 1) {
            splits((columns + COLUMNS - 1) / COLUMNS, COLUMNS * (long) rows);
        } else {
            splits(batch, (long) rows * columns);
        }
    }

    @Override
    void compute(int from, int to) {
        if (batch == 1) {
            turn(x.f32, 0, y.f32, from * COLUMNS, Math.min(to * COLUMNS, columns));
            return;
        }
        for (int item = from; item < to && item < batch; item++) {
            turn(x.f32, item * rows * columns, y.f32, 0, columns);
        }
    }

    private void turn(float[] from, int at, float[] to, int first, int last) {
        int i = 0;
        for (; i <= rows - TOGETHER; i += TOGETHER) {
            eightRows(from, at + i * columns, columns, to, at + i, rows, first, last);
        }
        for (; i < rows; i++) {
            for (int j = first; j < last; j++) {
                to[at + j * rows + i] = from[at + i * columns + j];
            }
        }
    }

    private static void eightRows(float[] x, int xAt, int xRow, float[] y, int yAt, int yRow, int first, int last) {
        for (int j = first; j < last; j++) {
            int from = xAt + j;
            int to = yAt + j * yRow;
            y[to] = x[from];
            y[to + 1] = x[from + xRow];
            y[to + 2] = x[from + 2 * xRow];
            y[to + 3] = x[from + 3 * xRow];
            y[to + 4] = x[from + 4 * xRow];
            y[to + 5] = x[from + 5 * xRow];
            y[to + 6] = x[from + 6 * xRow];
            y[to + 7] = x[from + 7 * xRow];
        }
    }
}
