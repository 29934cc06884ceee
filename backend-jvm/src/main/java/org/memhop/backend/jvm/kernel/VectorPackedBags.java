package org.memhop.backend.jvm.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.MUL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Weighted bags of words from several tables that were first copied into one array, a word's rows of all tables side by side.
 * A pass then serves up to four tables: it costs a mispredicted branch for each bag, which is more than a table's arithmetic.
 * And one bounds check serves all the rows of a word, where a check for each vector would be half of the instructions.
 *
 * <p>A row is a sequence of pairs of vectors. The last vector overlaps the one before if the length is no multiple: what lies
 * in both gets the same terms in the same order, so either may be stored over the other.
 */
final class VectorPackedBags implements BagKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = S.length();
    private static final int PAIR = 2 * WIDTH;

    private final BagShape shape;
    private final int n;
    private final int row;
    private final int weightsAt;

    /** Tables are taken in fours, then twos; one that is left over is used as it is. */
    VectorPackedBags(BagShape shape) {
        this.shape = shape;
        this.n = shape.n();
        this.row = (n + PAIR - 1) / PAIR * PAIR;
        this.weightsAt = shape.tables() / 2 * 2 * shape.rows() * row;
    }

    @Override
    public int scratch() {
        return weightsAt + shape.weightRows() * row;
    }

    private int together(int first) {
        int rest = shape.tables() - first;
        return rest >= 4 ? 4 : rest >= 2 ? 2 : 1;
    }

    @Override
    public void prepare(float[][] tables, float[] weights, float[] scratch) {
        pack(weights, shape.weightRows(), n, scratch, weightsAt, row, PAIR);
        for (int first = 0, together; first < tables.length; first += together) {
            together = together(first);
            int at = first * shape.rows() * row;
            for (int t = 0; together > 1 && t < together; t++) {
                pack(tables[first + t], shape.rows(), n, scratch, at + t * PAIR, row * together, PAIR * together);
            }
        }
    }

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
        for (int first = 0, together; first < tables.length; first += together) {
            together = together(first);
            if (together == 1) {
                VectorBags.bags(tables[first], n, weights, starts, entries, from, to, ys[first]);
            } else {
                bags(scratch, first * shape.rows() * row, starts, entries, from, to, ys, first, together);
            }
        }
    }

    private void bags(
            float[] packed,
            int at,
            int[] starts,
            int[] entries,
            int from,
            int to,
            float[][] ys,
            int first,
            int together) {
        int stride = row * together;
        for (int done = 0; done < n; done += PAIR) {
            int c = Math.min(done, n - WIDTH);
            int d = Math.min(done + WIDTH, n - WIDTH);
            int pair = at + done * together;
            if (together == 4) {
                bags4(
                        packed,
                        pair,
                        stride,
                        weightsAt + done,
                        row,
                        starts,
                        entries,
                        from,
                        to,
                        n,
                        c,
                        d,
                        ys[first],
                        ys[first + 1],
                        ys[first + 2],
                        ys[first + 3]);
            } else {
                bags2(
                        packed,
                        pair,
                        stride,
                        weightsAt + done,
                        row,
                        starts,
                        entries,
                        from,
                        to,
                        n,
                        c,
                        d,
                        ys[first],
                        ys[first + 1]);
            }
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
        if (to - from < shape.tables()) {
            // Other threads have the other tables.
            for (int t = from; t < to; t++) {
                VectorBags.scatter(xs[t], n, weights, starts, entries, count, tables[t]);
            }
            return;
        }
        prepare(tables, weights, scratch);
        for (int first = 0, together; first < tables.length; first += together) {
            together = together(first);
            if (together == 1) {
                VectorBags.scatter(xs[first], n, weights, starts, entries, count, tables[first]);
                continue;
            }
            int at = first * shape.rows() * row;
            scatter(xs, first, together, starts, entries, count, scratch, at);
            for (int t = 0; t < together; t++) {
                unpack(scratch, at + t * PAIR, row * together, PAIR * together, shape.rows(), n, tables[first + t]);
            }
        }
    }

    private void scatter(
            float[][] xs, int first, int together, int[] starts, int[] entries, int count, float[] packed, int at) {
        int stride = row * together;
        for (int done = 0; done < n; done += PAIR) {
            int c = Math.min(done, n - WIDTH);
            int d = Math.min(done + WIDTH, n - WIDTH);
            int pair = at + done * together;
            if (together == 4) {
                scatter4(
                        xs[first],
                        xs[first + 1],
                        xs[first + 2],
                        xs[first + 3],
                        n,
                        c,
                        d,
                        starts,
                        entries,
                        count,
                        packed,
                        pair,
                        stride,
                        weightsAt + done,
                        row);
            } else {
                scatter2(
                        xs[first],
                        xs[first + 1],
                        n,
                        c,
                        d,
                        starts,
                        entries,
                        count,
                        packed,
                        pair,
                        stride,
                        weightsAt + done,
                        row);
            }
        }
    }

    /**
     * Copies rows of {@code n} into {@code packed} from {@code at}, {@code stride} apart, the pairs of vectors of one row
     * {@code step} apart.
     */
    private static void pack(float[] x, int rows, int n, float[] packed, int at, int stride, int step) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int r = 0; r < rows; r++) {
            int to = at + r * stride;
            for (int done = 0; done < n; done += PAIR, to += step) {
                int c = r * n + Math.min(done, n - WIDTH);
                int d = r * n + Math.min(done + WIDTH, n - WIDTH);
                FloatVector.fromArray(S, x, c).lanewise(MUL, one).intoArray(packed, to);
                FloatVector.fromArray(S, x, d).lanewise(MUL, one).intoArray(packed, to + WIDTH);
            }
        }
    }

    /** The reverse of {@link #pack}. */
    private static void unpack(float[] packed, int at, int stride, int step, int rows, int n, float[] y) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int r = 0; r < rows; r++) {
            int from = at + r * stride;
            for (int done = 0; done < n; done += PAIR, from += step) {
                int c = r * n + Math.min(done, n - WIDTH);
                int d = r * n + Math.min(done + WIDTH, n - WIDTH);
                FloatVector.fromArray(S, packed, from).lanewise(MUL, one).intoArray(y, c);
                FloatVector.fromArray(S, packed, from + WIDTH)
                        .lanewise(MUL, one)
                        .intoArray(y, d);
            }
        }
    }

    private static void bags4(
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

    private static void bags2(
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
            float[] y1) {
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
            for (e += 2; e < end; e += 2) {
                word = at + entries[e] * stride;
                weight = weightsAt + entries[e + 1] * weightStride;
                first = FloatVector.fromArray(S, packed, weight);
                second = FloatVector.fromArray(S, packed, weight + WIDTH);
                c0 = FloatVector.fromArray(S, packed, word).lanewise(FMA, first, c0);
                d0 = FloatVector.fromArray(S, packed, word + WIDTH).lanewise(FMA, second, d0);
                c1 = FloatVector.fromArray(S, packed, word + 2 * WIDTH).lanewise(FMA, first, c1);
                d1 = FloatVector.fromArray(S, packed, word + 3 * WIDTH).lanewise(FMA, second, d1);
            }
            c0.intoArray(y0, row + c);
            d0.intoArray(y0, row + d);
            c1.intoArray(y1, row + c);
            d1.intoArray(y1, row + d);
        }
    }

    private static void scatter4(
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

    private static void scatter2(
            float[] x0,
            float[] x1,
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
            }
        }
    }
}
