package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Ints;
import org.memhop.backend.jvm.kernel.Kernels;

/** GATHER_ROWS of indices that have been checked. */
final class GatherStep extends Step {
    private final Buffer table;
    private final Buffer indices;
    private final Buffer y;
    private final int width;
    private final Kernels kernels;

    GatherStep(Node node, Buffer table, Buffer indices, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(table, indices), List.of(y));
        this.table = table;
        this.indices = indices;
        this.y = y;
        this.width = node.shape().dim(-1);
        this.kernels = kernels;
        splits(indices.size, width);
    }

    @Override
    void compute(int from, int to) {
        int end = Math.min(to, indices.size);
        switch (y.type) {
            case F32 -> kernels.gather(table.f32, indices.i32, width, from, end, y.f32);
            case F64 -> Doubles.gather(table.f64, indices.i32, width, from, end, y.f64);
            case I32 -> Ints.gather(table.i32, indices.i32, width, from, end, y.i32);
        }
    }
}
