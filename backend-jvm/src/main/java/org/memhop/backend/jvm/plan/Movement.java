package org.memhop.backend.jvm.plan;

import java.util.Arrays;

/** Elements from one array to another, of any type. */
final class Movement {
    private static final int SHORT = 4;

    private Movement() {}

    /** {@code y_{i·yStep} = x_{i·xStep}}. */
    static void copy(Buffer x, int xAt, int xStep, Buffer y, int yAt, int yStep, int n) {
        switch (y.type) {
            case F32 -> copy(x.f32, xAt, xStep, y.f32, yAt, yStep, n);
            case F64 -> copy(x.f64, xAt, xStep, y.f64, yAt, yStep, n);
            case I32 -> copy(x.i32, xAt, xStep, y.i32, yAt, yStep, n);
        }
    }

    /** {@code count} rows of {@code n}, so far apart; short ones element by element, as a call would cost more. */
    static void rows(float[] x, int xAt, int xRow, float[] y, int yAt, int yRow, int count, int n) {
        if (n > SHORT) {
            for (int r = 0; r < count; r++) {
                System.arraycopy(x, xAt + r * xRow, y, yAt + r * yRow, n);
            }
            return;
        }
        for (int r = 0; r < count; r++) {
            int from = xAt + r * xRow;
            int to = yAt + r * yRow;
            for (int i = 0; i < n; i++) {
                y[to + i] = x[from + i];
            }
        }
    }

    /** Zeros everywhere. */
    static void clear(Buffer y) {
        switch (y.type) {
            case F32 -> Arrays.fill(y.f32, 0, y.size, 0);
            case F64 -> Arrays.fill(y.f64, 0, y.size, 0);
            case I32 -> Arrays.fill(y.i32, 0, y.size, 0);
        }
    }

    private static void copy(float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        if (xStep == 1 && yStep == 1) {
            System.arraycopy(x, xAt, y, yAt, n);
        } else if (xStep == 0 && yStep == 1) {
            Arrays.fill(y, yAt, yAt + n, x[xAt]);
        } else {
            for (int i = 0; i < n; i++) {
                y[yAt + i * yStep] = x[xAt + i * xStep];
            }
        }
    }

    private static void copy(double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        if (xStep == 1 && yStep == 1) {
            System.arraycopy(x, xAt, y, yAt, n);
        } else {
            for (int i = 0; i < n; i++) {
                y[yAt + i * yStep] = x[xAt + i * xStep];
            }
        }
    }

    private static void copy(int[] x, int xAt, int xStep, int[] y, int yAt, int yStep, int n) {
        if (xStep == 1 && yStep == 1) {
            System.arraycopy(x, xAt, y, yAt, n);
        } else {
            for (int i = 0; i < n; i++) {
                y[yAt + i * yStep] = x[xAt + i * xStep];
            }
        }
    }
}
