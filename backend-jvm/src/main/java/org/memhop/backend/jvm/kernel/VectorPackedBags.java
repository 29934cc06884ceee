package org.memhop.backend.jvm.kernel;

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
                VectorFourBags.bags(
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
                VectorTwoBags.bags(
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
                VectorFourBags.scatter(
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
                VectorTwoBags.scatter(
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
}
