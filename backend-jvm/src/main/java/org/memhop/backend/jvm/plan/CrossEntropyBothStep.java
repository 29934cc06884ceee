package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Kernels;

/** Losses and gradients of labels that have been checked, from one softmax. */
final class CrossEntropyBothStep extends Step {
    private final Buffer x;
    private final Buffer labels;
    private final View g;
    private final Buffer losses;
    private final Buffer y;
    private final int n;
    private final Kernels kernels;

    CrossEntropyBothStep(Node gradient, Buffer x, Buffer labels, View g, Buffer losses, Buffer y, Kernels kernels) {
        super("CROSS_ENTROPY and " + gradient, List.of(x, labels, g.buffer()), List.of(losses, y));
        this.x = x;
        this.labels = labels;
        this.g = g;
        this.losses = losses;
        this.y = y;
        this.n = gradient.shape().dim(1);
        this.kernels = kernels;
        splits(labels.size, n * 8L);
    }

    @Override
    void compute(int from, int to) {
        int end = Math.min(to, labels.size);
        kernels.crossEntropyBoth(
                x.f32, n, labels.i32, g.buffer().f32, g.offset(), g.strides()[0], from, end, losses.f32, y.f32);
    }
}
