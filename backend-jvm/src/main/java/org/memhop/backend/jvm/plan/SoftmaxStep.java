package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Kernels;

/** SOFTMAX or LOG_SOFTMAX along the last axis. */
final class SoftmaxStep extends Step {
    private final boolean log;
    private final Buffer x;
    private final Buffer y;
    private final int rows;
    private final int n;
    private final Kernels kernels;

    SoftmaxStep(Node node, Buffer x, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(x), List.of(y));
        this.log = node.op() == Op.LOG_SOFTMAX;
        this.x = x;
        this.y = y;
        this.n = node.shape().dim(-1);
        this.rows = n == 0 ? 0 : y.size / n;
        this.kernels = kernels;
        splits(rows, n * 8L);
    }

    @Override
    void compute(int from, int to) {
        int count = Math.min(to, rows) - from;
        int at = from * n;
        if (x.type == DType.F32) {
            if (log) {
                kernels.logSoftmax(x.f32, at, count, n, y.f32, at);
            } else {
                kernels.softmax(x.f32, at, count, n, y.f32, at);
            }
        } else if (log) {
            Doubles.logSoftmax(x.f64, at, count, n, y.f64, at);
        } else {
            Doubles.softmax(x.f64, at, count, n, y.f64, at);
        }
    }
}
