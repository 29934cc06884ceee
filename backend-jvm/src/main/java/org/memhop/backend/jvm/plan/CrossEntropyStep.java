package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Kernels;

/** CROSS_ENTROPY of labels that have been checked. */
final class CrossEntropyStep extends Step {
    private final Buffer x;
    private final Buffer labels;
    private final Buffer scratch;
    private final Buffer y;
    private final int n;
    private final Kernels kernels;

    CrossEntropyStep(Node node, Buffer x, Buffer labels, Buffer scratch, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(x, labels), List.of(y, scratch));
        this.scratch = scratch;
        this.x = x;
        this.labels = labels;
        this.y = y;
        this.n = node.input(0).shape().dim(1);
        this.kernels = kernels;
        splits(labels.size, n * 8L);
    }

    @Override
    void compute(int from, int to) {
        int end = Math.min(to, labels.size);
        if (x.type == DType.F32) {
            kernels.crossEntropy(x.f32, n, labels.i32, from, end, scratch.f32, y.f32);
        } else {
            Doubles.crossEntropy(x.f64, n, labels.i32, from, end, y.f64);
        }
    }
}
