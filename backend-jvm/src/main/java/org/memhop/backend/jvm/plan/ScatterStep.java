package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Ints;
import org.memhop.backend.jvm.kernel.Kernels;

/** SCATTER_ADD_ROWS of indices that have been checked, in one part: any two of them may be equal. */
final class ScatterStep extends Step {
    private final Buffer x;
    private final Buffer indices;
    private final Buffer y;
    private final int width;
    private final Kernels kernels;

    ScatterStep(Node node, Buffer x, Buffer indices, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(x, indices), List.of(y));
        this.x = x;
        this.indices = indices;
        this.y = y;
        this.width = node.shape().dim(-1);
        this.kernels = kernels;
        splits(1, x.size);
    }

    @Override
    void compute(int from, int to) {
        Movement.clear(y);
        switch (y.type) {
            case F32 -> kernels.scatterAdd(x.f32, indices.i32, indices.size, width, y.f32);
            case F64 -> Doubles.scatterAdd(x.f64, indices.i32, indices.size, width, y.f64);
            case I32 -> Ints.scatterAdd(x.i32, indices.i32, indices.size, width, y.i32);
        }
    }
}
