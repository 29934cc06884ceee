package org.memhop.benchmarks.yardstick;

import org.memhop.api.ConfigException;

/** The parameters of a {@link LanguageStep}, with rows padded, and transposed copies of the small ones. */
final class LanguageWeights {
    /** Distance of the rows of everything that has d columns. */
    final int width;
    /** Distance of the rows of what has a column for each slot. */
    final int slotWidth;

    final float[] a; // [V, d]
    final float[] c; // [V, d]
    final float[] w; // [V, d]
    final float[] keyTimes; // T_A [M + 1, d], the oldest slot's row first and the null row last
    final float[] valueTimes; // T_C likewise
    final float[] h; // [d, d]
    final float[] keyTimesT; // [d, M]
    final float[] valueTimesT;
    final float[] transposedH;

    private final LanguageSizes sizes;

    LanguageWeights(LanguageSizes sizes) {
        this.sizes = sizes;
        width = LanguageSizes.stride(sizes.dimension());
        slotWidth = LanguageSizes.stride(sizes.slots());
        a = new float[sizes.vocabulary() * width];
        c = new float[a.length];
        w = new float[a.length];
        keyTimes = new float[(sizes.slots() + 1) * width];
        valueTimes = new float[keyTimes.length];
        h = new float[sizes.dimension() * width];
        keyTimesT = new float[sizes.dimension() * slotWidth];
        valueTimesT = new float[keyTimesT.length];
        transposedH = new float[h.length];
    }

    /** Sets a parameter; see {@link LanguageStep#write}. */
    void write(String name, float[] values) {
        float[] to = named(name);
        int d = sizes.dimension();
        int rows = to.length / width;
        if (values.length != rows * d) {
            throw new ConfigException(name + " has " + values.length + " values, expected " + rows + " × " + d);
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * d, to, place(name, row) * width, d);
        }
        transpose();
    }

    /** The values of a parameter; see {@link LanguageStep#read}. */
    float[] read(String name) {
        float[] from = named(name);
        int d = sizes.dimension();
        int rows = from.length / width;
        float[] values = new float[rows * d];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, place(name, row) * width, values, row * d, d);
        }
        return values;
    }

    private float[] named(String name) {
        return switch (name) {
            case "A" -> a;
            case "C" -> c;
            case "W" -> w;
            case "H" -> h;
            case "T_A" -> keyTimes;
            case "T_C" -> valueTimes;
            default ->
                throw new ConfigException("there is no parameter \"" + name + "\"; expected A, C, W, H, T_A or T_C");
        };
    }

    /** Times count back from the target, slots begin with the oldest. */
    private int place(String name, int row) {
        return name.startsWith("T_") ? sizes.slots() - row : row;
    }

    private void transpose() {
        transposeH();
        transposeTimes(keyTimes, keyTimesT);
        transposeTimes(valueTimes, valueTimesT);
    }

    /** Brings the copy of H up to date. */
    void transposeH() {
        transpose(h, 0, width, sizes.dimension(), sizes.dimension(), transposedH, 0, width);
    }

    /** Brings the copy of temporal rows up to date. */
    void transposeTimes(float[] times, float[] transposed) {
        transpose(times, 0, width, sizes.slots(), sizes.dimension(), transposed, 0, slotWidth);
    }

    /** {@code to[e, r] = from[r, e]}, sixteen rows at a time, which lie on one line of a cache then. */
    static void transpose(
            float[] from, int fromAt, int fromRow, int rows, int columns, float[] to, int toAt, int toRow) {
        for (int first = 0; first < rows; first += 16) {
            int last = Math.min(rows, first + 16);
            for (int e = 0; e < columns; e++) {
                int at = toAt + e * toRow;
                for (int r = first; r < last; r++) {
                    to[at + r] = from[fromAt + r * fromRow + e];
                }
            }
        }
    }
}
