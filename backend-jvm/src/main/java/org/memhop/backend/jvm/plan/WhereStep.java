package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Kernels;

/** Picks from one of two operands, element by element. */
final class WhereStep extends Step {
    private final Buffer c;
    private final Buffer a;
    private final Buffer b;
    private final Buffer y;
    private final Nest nest;
    private final Kernels kernels;

    WhereStep(Node node, View c, View a, View b, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(c.buffer(), a.buffer(), b.buffer()), List.of(y));
        this.c = c.buffer();
        this.a = a.buffer();
        this.b = b.buffer();
        this.y = y;
        this.nest = Nest.of(node.shape(), c, a, b, View.dense(y, node.shape()));
        this.kernels = kernels;
        splits(nest.rows, nest.inner);
    }

    @Override
    void compute(int from, int to) {
        for (int row = from; row < to && row < nest.rows; row++) {
            int cAt = nest.start(0, row);
            int aAt = nest.start(1, row);
            int bAt = nest.start(2, row);
            int yAt = nest.start(3, row);
            if (nest.step(0) == 0) {
                // One condition for the whole row: a copy.
                if (c.i32[cAt] != 0) {
                    Movement.copy(a, aAt, nest.step(1), y, yAt, 1, nest.inner);
                } else {
                    Movement.copy(b, bAt, nest.step(2), y, yAt, 1, nest.inner);
                }
                continue;
            } else if (nest.step(0) == 1 && y.type == DType.F32) {
                kernels.where(c.i32, cAt, a.f32, aAt, nest.step(1), b.f32, bAt, nest.step(2), y.f32, yAt, nest.inner);
                continue;
            }
            for (int i = 0; i < nest.inner; i++) {
                if (c.i32[cAt + i * nest.step(0)] != 0) {
                    Movement.copy(a, aAt + i * nest.step(1), 0, y, yAt + i, 1, 1);
                } else {
                    Movement.copy(b, bAt + i * nest.step(2), 0, y, yAt + i, 1, 1);
                }
            }
        }
    }
}
