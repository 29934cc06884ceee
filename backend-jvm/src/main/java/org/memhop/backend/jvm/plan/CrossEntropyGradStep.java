package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Kernels;

/** CROSS_ENTROPY_GRAD of labels that have been checked. */
final class CrossEntropyGradStep extends Step {
    private final Buffer x;
    private final Buffer labels;
    private final View g;
    private final Buffer y;
    private final int n;
    private final Kernels kernels;

    CrossEntropyGradStep(Node node, Buffer x, Buffer labels, View g, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(x, labels, g.buffer()), List.of(y));
        this.x = x;
        this.labels = labels;
        this.g = g;
        this.y = y;
        this.n = node.shape().dim(1);
        this.kernels = kernels;
        splits(labels.size, n * 8L);
    }

    @Override
    void compute(int from, int to) {
        int end = Math.min(to, labels.size);
        int step = g.strides()[0];
        if (x.type == DType.F32) {
            kernels.crossEntropyGrad(x.f32, n, labels.i32, g.buffer().f32, g.offset(), step, from, end, y.f32);
        } else {
            Doubles.crossEntropyGrad(x.f64, n, labels.i32, g.buffer().f64, g.offset(), step, from, end, y.f64);
        }
    }
}
