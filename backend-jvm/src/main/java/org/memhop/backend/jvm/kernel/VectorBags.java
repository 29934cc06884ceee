package org.memhop.backend.jvm.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weighted bags of words, and their transpose. One pass serves up to four tables: their indices and weights are the same, and
 * a pass costs a mispredicted branch for each bag, which is more than a table's arithmetic. Two vectors of a row at a time, of
 * which the second overlaps the first where the row is short.
 */
final class VectorBags {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();

    private VectorBags() {}

    static void bags(
            float[][] tables, int[] starts, int[] entries, float[] weights, int n, int from, int to, float[][] ys) {
        for (int t = 0; t < tables.length; ) {
            int together = tables.length - t >= 4 ? 4 : tables.length - t >= 2 ? 2 : 1;
            for (int done = 0; done < n; done += 2 * WIDTH) {
                int c = Math.min(done, n - WIDTH);
                int d = Math.min(done + WIDTH, n - WIDTH);
                if (together == 4) {
                    bags4(
                            tables[t],
                            tables[t + 1],
                            tables[t + 2],
                            tables[t + 3],
                            starts,
                            entries,
                            weights,
                            n,
                            c,
                            d,
                            from,
                            to,
                            ys[t],
                            ys[t + 1],
                            ys[t + 2],
                            ys[t + 3]);
                } else if (together == 2) {
                    bags2(tables[t], tables[t + 1], starts, entries, weights, n, c, d, from, to, ys[t], ys[t + 1]);
                } else {
                    bags1(tables[t], starts, entries, weights, n, c, d, from, to, ys[t]);
                }
            }
            t += together;
        }
    }

    private static void bags4(
            float[] table0,
            float[] table1,
            float[] table2,
            float[] table3,
            int[] starts,
            int[] entries,
            float[] weights,
            int n,
            int c,
            int d,
            int from,
            int to,
            float[] y0,
            float[] y1,
            float[] y2,
            float[] y3) {
        for (int i = from; i < to; i++) {
            int e = starts[i];
            int end = starts[i + 1];
            int at = i * n;
            if (e == end) {
                zero(y0, at, n);
                zero(y1, at, n);
                zero(y2, at, n);
                zero(y3, at, n);
                continue;
            }
            int row = entries[e + 1] * n;
            int word = entries[e] * n;
            FloatVector first = FloatVector.fromArray(S, weights, row + c);
            FloatVector second = FloatVector.fromArray(S, weights, row + d);
            FloatVector c0 = FloatVector.fromArray(S, table0, word + c).lanewise(VectorOperators.MUL, first);
            FloatVector d0 = FloatVector.fromArray(S, table0, word + d).lanewise(VectorOperators.MUL, second);
            FloatVector c1 = FloatVector.fromArray(S, table1, word + c).lanewise(VectorOperators.MUL, first);
            FloatVector d1 = FloatVector.fromArray(S, table1, word + d).lanewise(VectorOperators.MUL, second);
            FloatVector c2 = FloatVector.fromArray(S, table2, word + c).lanewise(VectorOperators.MUL, first);
            FloatVector d2 = FloatVector.fromArray(S, table2, word + d).lanewise(VectorOperators.MUL, second);
            FloatVector c3 = FloatVector.fromArray(S, table3, word + c).lanewise(VectorOperators.MUL, first);
            FloatVector d3 = FloatVector.fromArray(S, table3, word + d).lanewise(VectorOperators.MUL, second);
            for (e += 2; e < end; e += 2) {
                row = entries[e + 1] * n;
                word = entries[e] * n;
                first = FloatVector.fromArray(S, weights, row + c);
                second = FloatVector.fromArray(S, weights, row + d);
                c0 = FloatVector.fromArray(S, table0, word + c).lanewise(VectorOperators.FMA, first, c0);
                d0 = FloatVector.fromArray(S, table0, word + d).lanewise(VectorOperators.FMA, second, d0);
                c1 = FloatVector.fromArray(S, table1, word + c).lanewise(VectorOperators.FMA, first, c1);
                d1 = FloatVector.fromArray(S, table1, word + d).lanewise(VectorOperators.FMA, second, d1);
                c2 = FloatVector.fromArray(S, table2, word + c).lanewise(VectorOperators.FMA, first, c2);
                d2 = FloatVector.fromArray(S, table2, word + d).lanewise(VectorOperators.FMA, second, d2);
                c3 = FloatVector.fromArray(S, table3, word + c).lanewise(VectorOperators.FMA, first, c3);
                d3 = FloatVector.fromArray(S, table3, word + d).lanewise(VectorOperators.FMA, second, d3);
            }
            c0.intoArray(y0, at + c);
            d0.intoArray(y0, at + d);
            c1.intoArray(y1, at + c);
            d1.intoArray(y1, at + d);
            c2.intoArray(y2, at + c);
            d2.intoArray(y2, at + d);
            c3.intoArray(y3, at + c);
            d3.intoArray(y3, at + d);
        }
    }

    private static void bags2(
            float[] table0,
            float[] table1,
            int[] starts,
            int[] entries,
            float[] weights,
            int n,
            int c,
            int d,
            int from,
            int to,
            float[] y0,
            float[] y1) {
        for (int i = from; i < to; i++) {
            int e = starts[i];
            int end = starts[i + 1];
            int at = i * n;
            if (e == end) {
                zero(y0, at, n);
                zero(y1, at, n);
                continue;
            }
            int row = entries[e + 1] * n;
            int word = entries[e] * n;
            FloatVector first = FloatVector.fromArray(S, weights, row + c);
            FloatVector second = FloatVector.fromArray(S, weights, row + d);
            FloatVector c0 = FloatVector.fromArray(S, table0, word + c).lanewise(VectorOperators.MUL, first);
            FloatVector d0 = FloatVector.fromArray(S, table0, word + d).lanewise(VectorOperators.MUL, second);
            FloatVector c1 = FloatVector.fromArray(S, table1, word + c).lanewise(VectorOperators.MUL, first);
            FloatVector d1 = FloatVector.fromArray(S, table1, word + d).lanewise(VectorOperators.MUL, second);
            for (e += 2; e < end; e += 2) {
                row = entries[e + 1] * n;
                word = entries[e] * n;
                first = FloatVector.fromArray(S, weights, row + c);
                second = FloatVector.fromArray(S, weights, row + d);
                c0 = FloatVector.fromArray(S, table0, word + c).lanewise(VectorOperators.FMA, first, c0);
                d0 = FloatVector.fromArray(S, table0, word + d).lanewise(VectorOperators.FMA, second, d0);
                c1 = FloatVector.fromArray(S, table1, word + c).lanewise(VectorOperators.FMA, first, c1);
                d1 = FloatVector.fromArray(S, table1, word + d).lanewise(VectorOperators.FMA, second, d1);
            }
            c0.intoArray(y0, at + c);
            d0.intoArray(y0, at + d);
            c1.intoArray(y1, at + c);
            d1.intoArray(y1, at + d);
        }
    }

    private static void bags1(
            float[] table0,
            int[] starts,
            int[] entries,
            float[] weights,
            int n,
            int c,
            int d,
            int from,
            int to,
            float[] y0) {
        for (int i = from; i < to; i++) {
            int e = starts[i];
            int end = starts[i + 1];
            int at = i * n;
            if (e == end) {
                zero(y0, at, n);
                continue;
            }
            int row = entries[e + 1] * n;
            int word = entries[e] * n;
            FloatVector first = FloatVector.fromArray(S, weights, row + c);
            FloatVector second = FloatVector.fromArray(S, weights, row + d);
            FloatVector c0 = FloatVector.fromArray(S, table0, word + c).lanewise(VectorOperators.MUL, first);
            FloatVector d0 = FloatVector.fromArray(S, table0, word + d).lanewise(VectorOperators.MUL, second);
            for (e += 2; e < end; e += 2) {
                row = entries[e + 1] * n;
                word = entries[e] * n;
                first = FloatVector.fromArray(S, weights, row + c);
                second = FloatVector.fromArray(S, weights, row + d);
                c0 = FloatVector.fromArray(S, table0, word + c).lanewise(VectorOperators.FMA, first, c0);
                d0 = FloatVector.fromArray(S, table0, word + d).lanewise(VectorOperators.FMA, second, d0);
            }
            c0.intoArray(y0, at + c);
            d0.intoArray(y0, at + d);
        }
    }

    private static void zero(float[] y, int at, int n) {
        Arrays.fill(y, at, at + n, 0);
    }

    static void scatterBags(
            float[][] xs,
            int[] starts,
            int[] entries,
            float[] weights,
            int n,
            int count,
            int from,
            int to,
            float[][] tables) {
        for (int t = from; t < to; ) {
            int together = to - t >= 4 ? 4 : to - t >= 2 ? 2 : 1;
            int done = 0;
            // Pairs that do not overlap what an earlier pair has added to; a vector may overlap its own partner, as
            // both are
            // read before either is written.
            for (; n - done >= WIDTH; done += 2 * WIDTH) {
                int d = Math.min(done + WIDTH, n - WIDTH);
                if (together == 4) {
                    scatter4(
                            xs[t],
                            xs[t + 1],
                            xs[t + 2],
                            xs[t + 3],
                            starts,
                            entries,
                            weights,
                            n,
                            done,
                            d,
                            count,
                            tables[t],
                            tables[t + 1],
                            tables[t + 2],
                            tables[t + 3]);
                } else if (together == 2) {
                    scatter2(xs[t], xs[t + 1], starts, entries, weights, n, done, d, count, tables[t], tables[t + 1]);
                } else {
                    scatter1(xs[t], starts, entries, weights, n, done, d, count, tables[t]);
                }
            }
            for (int u = t; done < n && u < t + together; u++) {
                scatterRest(xs[u], starts, entries, weights, n, done, count, tables[u]);
            }
            t += together;
        }
    }

    private static void scatterRest(
            float[] x, int[] starts, int[] entries, float[] weights, int n, int done, int count, float[] table) {
        for (int i = 0; i < count; i++) {
            for (int e = starts[i]; e < starts[i + 1]; e += 2) {
                int row = entries[e + 1] * n;
                int word = entries[e] * n;
                for (int c = done; c < n; c++) {
                    table[word + c] += weights[row + c] * x[i * n + c];
                }
            }
        }
    }

    private static void scatter4(
            float[] x0,
            float[] x1,
            float[] x2,
            float[] x3,
            int[] starts,
            int[] entries,
            float[] weights,
            int n,
            int c,
            int d,
            int count,
            float[] table0,
            float[] table1,
            float[] table2,
            float[] table3) {
        for (int i = 0; i < count; i++) {
            int end = starts[i + 1];
            int at = i * n;
            if (starts[i] == end) {
                continue;
            }
            FloatVector c0 = FloatVector.fromArray(S, x0, at + c);
            FloatVector d0 = FloatVector.fromArray(S, x0, at + d);
            FloatVector c1 = FloatVector.fromArray(S, x1, at + c);
            FloatVector d1 = FloatVector.fromArray(S, x1, at + d);
            FloatVector c2 = FloatVector.fromArray(S, x2, at + c);
            FloatVector d2 = FloatVector.fromArray(S, x2, at + d);
            FloatVector c3 = FloatVector.fromArray(S, x3, at + c);
            FloatVector d3 = FloatVector.fromArray(S, x3, at + d);
            for (int e = starts[i]; e < end; e += 2) {
                int row = entries[e + 1] * n;
                int word = entries[e] * n;
                FloatVector first = FloatVector.fromArray(S, weights, row + c);
                FloatVector second = FloatVector.fromArray(S, weights, row + d);
                FloatVector sum0 = FloatVector.fromArray(S, table0, word + c);
                FloatVector end0 = FloatVector.fromArray(S, table0, word + d);
                c0.lanewise(VectorOperators.FMA, first, sum0).intoArray(table0, word + c);
                d0.lanewise(VectorOperators.FMA, second, end0).intoArray(table0, word + d);
                FloatVector sum1 = FloatVector.fromArray(S, table1, word + c);
                FloatVector end1 = FloatVector.fromArray(S, table1, word + d);
                c1.lanewise(VectorOperators.FMA, first, sum1).intoArray(table1, word + c);
                d1.lanewise(VectorOperators.FMA, second, end1).intoArray(table1, word + d);
                FloatVector sum2 = FloatVector.fromArray(S, table2, word + c);
                FloatVector end2 = FloatVector.fromArray(S, table2, word + d);
                c2.lanewise(VectorOperators.FMA, first, sum2).intoArray(table2, word + c);
                d2.lanewise(VectorOperators.FMA, second, end2).intoArray(table2, word + d);
                FloatVector sum3 = FloatVector.fromArray(S, table3, word + c);
                FloatVector end3 = FloatVector.fromArray(S, table3, word + d);
                c3.lanewise(VectorOperators.FMA, first, sum3).intoArray(table3, word + c);
                d3.lanewise(VectorOperators.FMA, second, end3).intoArray(table3, word + d);
            }
        }
    }

    private static void scatter2(
            float[] x0,
            float[] x1,
            int[] starts,
            int[] entries,
            float[] weights,
            int n,
            int c,
            int d,
            int count,
            float[] table0,
            float[] table1) {
        for (int i = 0; i < count; i++) {
            int end = starts[i + 1];
            int at = i * n;
            if (starts[i] == end) {
                continue;
            }
            FloatVector c0 = FloatVector.fromArray(S, x0, at + c);
            FloatVector d0 = FloatVector.fromArray(S, x0, at + d);
            FloatVector c1 = FloatVector.fromArray(S, x1, at + c);
            FloatVector d1 = FloatVector.fromArray(S, x1, at + d);
            for (int e = starts[i]; e < end; e += 2) {
                int row = entries[e + 1] * n;
                int word = entries[e] * n;
                FloatVector first = FloatVector.fromArray(S, weights, row + c);
                FloatVector second = FloatVector.fromArray(S, weights, row + d);
                FloatVector sum0 = FloatVector.fromArray(S, table0, word + c);
                FloatVector end0 = FloatVector.fromArray(S, table0, word + d);
                c0.lanewise(VectorOperators.FMA, first, sum0).intoArray(table0, word + c);
                d0.lanewise(VectorOperators.FMA, second, end0).intoArray(table0, word + d);
                FloatVector sum1 = FloatVector.fromArray(S, table1, word + c);
                FloatVector end1 = FloatVector.fromArray(S, table1, word + d);
                c1.lanewise(VectorOperators.FMA, first, sum1).intoArray(table1, word + c);
                d1.lanewise(VectorOperators.FMA, second, end1).intoArray(table1, word + d);
            }
        }
    }

    private static void scatter1(
            float[] x0, int[] starts, int[] entries, float[] weights, int n, int c, int d, int count, float[] table0) {
        for (int i = 0; i < count; i++) {
            int end = starts[i + 1];
            int at = i * n;
            if (starts[i] == end) {
                continue;
            }
            FloatVector c0 = FloatVector.fromArray(S, x0, at + c);
            FloatVector d0 = FloatVector.fromArray(S, x0, at + d);
            for (int e = starts[i]; e < end; e += 2) {
                int row = entries[e + 1] * n;
                int word = entries[e] * n;
                FloatVector first = FloatVector.fromArray(S, weights, row + c);
                FloatVector second = FloatVector.fromArray(S, weights, row + d);
                FloatVector sum0 = FloatVector.fromArray(S, table0, word + c);
                FloatVector end0 = FloatVector.fromArray(S, table0, word + d);
                c0.lanewise(VectorOperators.FMA, first, sum0).intoArray(table0, word + c);
                d0.lanewise(VectorOperators.FMA, second, end0).intoArray(table0, word + d);
            }
        }
    }
}
