package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Kernels;
import org.memhop.backend.jvm.kernel.Layout;
import org.memhop.backend.jvm.kernel.Product;

/** MATMUL of every batch item in turn. */
final class MatMulStep extends Step {
    /** Rows of the result from which copying the transpose of b pays. */
    private static final int WORTH_TURNING = 4;

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
    private final Product product;

    private MatMulStep(Node node, Buffer a, Buffer b, boolean transposeB, Buffer y, Kernels kernels) {
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
        this.bRow = transposeB ? 1 : n;
        this.bColumn = transposeB ? k : 1;
        this.product = kernels.product(new Layout(m, n, k, aRow, aColumn, bRow, bColumn));
        // One product is cut by its rows, many by the product.
        if (batch == 1) {
            splits(m, (long) n * k);
        } else {
            splits(batch, (long) m * n * k);
        }
    }

    /** Adds the steps of a product. */
    static void plan(Node node, Values values, Buffer y) {
        Buffer a = values.dense(node.input(0));
        Buffer b = values.dense(node.input(1));
        boolean transposeB = ((Attributes.MatMul) node.attributes()).transposeB();
        if (transposeB
                && node.shape().dim(-2) >= WORTH_TURNING
                && node.input(1).shape().dim(-1) > 1
                && node.type() == DType.F32) {
            // Rows of b along n are what a vector holds; dot products along k would end in sums over a vector's lanes.
            Shape stored = node.input(1).shape();
            int rank = stored.rank();
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, rank).boxed().toList());
            Collections.swap(order, rank - 1, rank - 2);
            int[] dims = order.stream().mapToInt(stored::dim).toArray();
            View turned = View.dense(b, stored).transpose(order, Shape.of(dims));
            b = values.scratch(DType.F32, stored.size());
            values.add(CopyStep.of("turned operand of " + node, turned, b));
            transposeB = false;
        }
        values.add(new MatMulStep(node, a, b, transposeB, y, values.kernels));
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
            case F32 -> product.compute(a.f32, aAt, b.f32, bAt, y.f32, yAt, to - from);
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
