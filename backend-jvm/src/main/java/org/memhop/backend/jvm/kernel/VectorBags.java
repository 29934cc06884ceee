package org.memhop.backend.jvm.kernel;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.MUL;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Bags of rows of at least a vector, a table at a time, two vectors of a row at a time. */
record VectorBags(int n) implements BagKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();

    /** Rows of more floats are long. */
    static final int LONG = 64;

    @Override
    public void bags(
            float[][] tables,
            float[] weights,
            int[] starts,
            int[] entries,
            int from,
            int to,
            float[][] ys,
            float[] scratch) {
        for (int t = 0; t < tables.length; t++) {
            bags(tables[t], n, weights, starts, entries, from, to, ys[t]);
        }
    }

    static void bags(float[] table, int n, float[] weights, int[] starts, int[] entries, int from, int to, float[] y) {
        // Of short rows one part of every bag, then the next; long ones come from afar, and are read from end to end.
        int step = n <= LONG ? Math.max(1, to - from) : 1;
        for (int i = from; i < to; i += step) {
            for (int done = 0; done < n; done += 2 * WIDTH) {
                int c = Math.min(done, n - WIDTH);
                bags(table, weights, n, c, Math.min(done + WIDTH, n - WIDTH), starts, entries, i, i + step, y);
            }
        }
    }

    private static void bags(
            float[] table,
            float[] weights,
            int n,
            int c,
            int d,
            int[] starts,
            int[] entries,
            int from,
            int to,
            float[] y) {
        for (int i = from; i < to; i++) {
            int e = starts[i];
            int end = starts[i + 1];
            if (e == end) {
                Arrays.fill(y, i * n, (i + 1) * n, 0);
                continue;
            }
            int word = entries[e] * n;
            int row = entries[e + 1] * n;
            FloatVector first =
                    FloatVector.fromArray(S, table, word + c).lanewise(MUL, FloatVector.fromArray(S, weights, row + c));
            FloatVector second =
                    FloatVector.fromArray(S, table, word + d).lanewise(MUL, FloatVector.fromArray(S, weights, row + d));
            for (e += 2; e < end; e += 2) {
                word = entries[e] * n;
                row = entries[e + 1] * n;
                first = FloatVector.fromArray(S, table, word + c)
                        .lanewise(FMA, FloatVector.fromArray(S, weights, row + c), first);
                second = FloatVector.fromArray(S, table, word + d)
                        .lanewise(FMA, FloatVector.fromArray(S, weights, row + d), second);
            }
            first.intoArray(y, i * n + c);
            second.intoArray(y, i * n + d);
        }
    }

    @Override
    public void scatter(
            float[][] xs,
            float[] weights,
            int[] starts,
            int[] entries,
            int count,
            int from,
            int to,
            float[][] tables,
            float[] scratch) {
        for (int t = from; t < to; t++) {
            scatter(xs[t], n, weights, starts, entries, count, tables[t]);
        }
    }

    static void scatter(float[] x, int n, float[] weights, int[] starts, int[] entries, int count, float[] table) {
        int done = 0;
        // A pair must not overlap what an earlier pair has added to. Its own two vectors may overlap, as both are read
        // before
        // either is written.
        for (; n - done >= WIDTH; done += 2 * WIDTH) {
            scatter(x, n, weights, done, Math.min(done + WIDTH, n - WIDTH), starts, entries, count, table);
        }
        if (done < n) {
            scatterRest(x, n, weights, done, starts, entries, count, table);
        }
    }

    private static void scatter(
            float[] x, int n, float[] weights, int c, int d, int[] starts, int[] entries, int count, float[] table) {
        for (int i = 0; i < count; i++) {
            int end = starts[i + 1];
            if (starts[i] == end) {
                continue;
            }
            FloatVector first = FloatVector.fromArray(S, x, i * n + c);
            FloatVector second = FloatVector.fromArray(S, x, i * n + d);
            for (int e = starts[i]; e < end; e += 2) {
                int word = entries[e] * n;
                int row = entries[e + 1] * n;
                FloatVector before = FloatVector.fromArray(S, table, word + c);
                FloatVector beyond = FloatVector.fromArray(S, table, word + d);
                first.lanewise(FMA, FloatVector.fromArray(S, weights, row + c), before)
                        .intoArray(table, word + c);
                second.lanewise(FMA, FloatVector.fromArray(S, weights, row + d), beyond)
                        .intoArray(table, word + d);
            }
        }
    }

    private static void scatterRest(
            float[] x, int n, float[] weights, int done, int[] starts, int[] entries, int count, float[] table) {
        for (int i = 0; i < count; i++) {
            for (int e = starts[i]; e < starts[i + 1]; e += 2) {
                int word = entries[e] * n;
                int row = entries[e + 1] * n;
                for (int c = done; c < n; c++) {
                    table[word + c] = Math.fma(x[i * n + c], weights[row + c], table[word + c]);
                }
            }
        }
    }
}
