package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.backend.jvm.kernel.Kernels;

/**
 * {@code x − g·s·t} in the listed rows of a gradient; elsewhere g is zero and x stays. Everywhere if the result does not lie
 * where x does, or if zero times s or t is not zero.
 */
final class SparseDescent extends Step {
    private final SparseRows rows;
    private final Buffer x;
    private final Buffer s;
    private final Buffer t;
    private final Buffer y;
    private final Kernels kernels;

    SparseDescent(Descent pattern, SparseRows rows, Values values, Buffer y) {
        super(
                "descent in listed rows " + pattern.node(),
                List.of(
                        values.dense(pattern.x()),
                        values.dense(pattern.s().input(0)),
                        values.dense(pattern.t().input(0)),
                        rows.table,
                        rows.list),
                List.of(y));
        this.rows = rows;
        this.x = reads().get(0);
        this.s = reads().get(1);
        this.t = reads().get(2);
        this.y = y;
        this.kernels = values.kernels;
        splits(SparseRows.PARTS, 1 + (long) rows.list.size * rows.width / SparseRows.PARTS);
    }

    @Override
    boolean mayOverwrite(Buffer operand) {
        return operand == x && operand != s && operand != t;
    }

    @Override
    void compute(int from, int to) {
        float first = s.f32[0];
        float second = t.f32[0];
        boolean sparse = x.f32 == y.f32 && Float.isFinite(first) && Float.isFinite(second);
        for (int part = from; part < to && part < SparseRows.PARTS; part++) {
            if (!sparse) {
                int start = (int) ((long) rows.size * part / SparseRows.PARTS);
                int end = (int) ((long) rows.size * (part + 1) / SparseRows.PARTS);
                kernels.descend(x.f32, rows.table.f32, first, second, start, end, y.f32);
                continue;
            }
            for (int i = 1 + part; i <= rows.list.i32[0]; i += SparseRows.PARTS) {
                int start = rows.list.i32[i] * rows.width;
                kernels.descend(x.f32, rows.table.f32, first, second, start, start + rows.width, y.f32);
            }
        }
    }
}
