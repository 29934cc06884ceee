package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Node;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Kernels;

/** MATMUL of every batch item in turn. */
final class MatMulStep extends Step {
    private final Buffer a;
    private final Buffer b;
    private final Buffer y;
    private final int batch;
    private final int m;
    private final int n;
    private final int k;
    private final int aRow;
    private final int aColumn;
    private final int bRow;
    private final int bColumn;
    private final Kernels kernels;

    MatMulStep(Node node, Buffer a, Buffer b, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(a, b), List.of(y));
        Attributes.MatMul flags = (Attributes.MatMul) node.attributes();
        this.a = a;
        this.b = b;
        this.y = y;
        this.m = node.shape().dim(-2);
        this.n = node.shape().dim(-1);
        this.k = node.input(0).shape().dim(flags.transposeA() ? -2 : -1);
        this.batch = leading(node);
        this.aRow = flags.transposeA() ? 1 : k;
        this.aColumn = flags.transposeA() ? m : 1;
        this.bRow = flags.transposeB() ? 1 : n;
        this.bColumn = flags.transposeB() ? k : 1;
        this.kernels = kernels;
        // One product is cut by its rows, many by the product.
        if (batch == 1) {
            splits(m, (long) n * k);
        } else {
            splits(batch, (long) m * n * k);
        }
    }

    @Override
    void compute(int from, int to) {
        if (batch == 1) {
            product(0, from, Math.min(to, m));
            return;
        }
        for (int item = from; item < to && item < batch; item++) {
            product(item, 0, m);
        }
    }

    private void product(int item, int from, int to) {
        int aAt = item * m * k + from * aRow;
        int bAt = item * k * n;
        int yAt = (item * m + from) * n;
        switch (y.type) {
            case F32 ->
                kernels.matmul(a.f32, aAt, aRow, aColumn, b.f32, bAt, bRow, bColumn, y.f32, yAt, to - from, n, k);
            case F64 ->
                Doubles.matmul(a.f64, aAt, aRow, aColumn, b.f64, bAt, bRow, bColumn, y.f64, yAt, to - from, n, k);
            case I32 -> throw new IllegalArgumentException("MATMUL of I32");
        }
    }

    private static int leading(Node node) {
        int batch = 1;
        for (int axis = 0; axis < node.shape().rank() - 2; axis++) {
            batch *= node.shape().dim(axis);
        }
        return batch;
    }
}
