package org.memhop.backend.jvm.plan;

import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Kernels;

/** A {@link SparseGradient} while a plan is made: a table of zeros but for the rows in a list. */
final class SparseRows {
    /** Rows are dealt out to so many parts. */
    static final int PARTS = 16;

    final Buffer table;
    /** The number of rows, then the rows, in the order in which they first come. */
    final Buffer list;

    final int width;
    final int size;

    private SparseRows(Node scatter, Buffer indices) {
        width = scatter.shape().dim(1);
        size = scatter.shape().size();
        table = new Buffer(Buffer.Kind.KEPT, DType.F32, size);
        list = new Buffer(
                Buffer.Kind.KEPT,
                DType.I32,
                1 + Math.min(indices.size, scatter.shape().dim(0)));
    }

    /** Adds the steps that list the rows and add to them. */
    static SparseRows plan(Node gradient, Node scatter, Values values) {
        Buffer indices = values.indices(scatter, scatter.shape().dim(0));
        SparseRows rows = new SparseRows(scatter, indices);
        int[] live = gradient == scatter ? new int[0] : Uses.constantColumn(gradient.input(0));
        boolean[] dropped = new boolean[scatter.shape().dim(0)];
        for (int row = 0; row < live.length; row++) {
            dropped[row] = live[row] == 0;
        }
        values.add(new Listing(rows, indices, dropped));
        values.add(new Scatter(scatter, rows, values.dense(scatter.input(0)), indices, dropped, values.kernels));
        return rows;
    }

    /** Adds the steps that leave Σ x² in {@code y}. */
    void sumOfSquares(Node node, Values values, Buffer y) {
        Buffer partial = values.scratch(DType.F32, PARTS);
        values.add(new Squares(node, this, partial, values.kernels));
        values.add(new SumStep("sum of its parts " + node, partial, y, 1, PARTS, 1, values.kernels));
    }

    /** Rows of the last run become zeros, and the list becomes that of this run. */
    private static final class Listing extends Step {
        private final SparseRows rows;
        private final Buffer indices;
        private final boolean[] dropped;
        private final boolean[] listed;

        Listing(SparseRows rows, Buffer indices, boolean[] dropped) {
            super("list the rows of a sparse gradient", List.of(indices), List.of(rows.table, rows.list));
            this.rows = rows;
            this.indices = indices;
            this.dropped = dropped;
            this.listed = new boolean[dropped.length];
        }

        @Override
        void compute(int from, int to) {
            int[] list = rows.list.i32;
            for (int i = 1; i <= list[0]; i++) {
                Arrays.fill(rows.table.f32, list[i] * rows.width, (list[i] + 1) * rows.width, 0);
                listed[list[i]] = false;
            }
            int count = 0;
            for (int i = 0; i < indices.size; i++) {
                int row = indices.i32[i];
                if (!listed[row] && !dropped[row]) {
                    listed[row] = true;
                    list[++count] = row;
                }
            }
            list[0] = count;
        }
    }

    /** Each part adds to rows of its own. */
    private static final class Scatter extends Step {
        private final SparseRows rows;
        private final Buffer x;
        private final Buffer indices;
        private final boolean[] dropped;
        private final Kernels kernels;

        Scatter(Node scatter, SparseRows rows, Buffer x, Buffer indices, boolean[] dropped, Kernels kernels) {
            super(scatter + " to listed rows", List.of(x, indices, rows.table), List.of(rows.table));
            this.rows = rows;
            this.x = x;
            this.indices = indices;
            this.dropped = dropped;
            this.kernels = kernels;
            splits(PARTS, 1 + x.size / PARTS);
        }

        @Override
        void compute(int from, int to) {
            int n = rows.width;
            float[] y = rows.table.f32;
            for (int i = 0; i < indices.size; i++) {
                int row = indices.i32[i];
                int part = row % PARTS;
                if (part >= from && part < to && !dropped[row]) {
                    kernels.addRow(x.f32, i * n, n, y, row * n);
                }
            }
        }
    }

    /** The squared norm of every sixteenth row of the list, in each part. */
    private static final class Squares extends Step {
        private final SparseRows rows;
        private final Buffer y;
        private final Kernels kernels;

        Squares(Node node, SparseRows rows, Buffer y, Kernels kernels) {
            super("sum of squares of listed rows " + node, List.of(rows.table, rows.list), List.of(y));
            this.rows = rows;
            this.y = y;
            this.kernels = kernels;
            splits(PARTS, 1 + (long) rows.list.size * rows.width / PARTS);
        }

        @Override
        void compute(int from, int to) {
            for (int part = from; part < to && part < PARTS; part++) {
                float sum = 0;
                for (int i = 1 + part; i <= rows.list.i32[0]; i += PARTS) {
                    sum += kernels.sumOfSquares(rows.table.f32, rows.list.i32[i] * rows.width, rows.width);
                }
                y.f32[part] = sum;
            }
        }
    }
}
