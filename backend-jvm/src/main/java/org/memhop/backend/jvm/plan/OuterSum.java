package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** The pattern {@code a⊗u + b⊗v} for every batch item: what a memory learns as the keys of one hop and the values of another. */
record OuterSum(Node node, Node first, Node second) {
    static Optional<OuterSum> match(Node node, Uses uses) {
        boolean both = node.op() == Op.ADD
                && node.type() == DType.F32
                && isOuter(node.input(0), uses)
                && isOuter(node.input(1), uses);
        return both ? Optional.of(new OuterSum(node, node.input(0), node.input(1))) : Optional.empty();
    }

    private static boolean isOuter(Node node, Uses uses) {
        return node.op() == Op.MATMUL
                && uses.once(node)
                && node.input(0).shape().dim(((Attributes.MatMul) node.attributes()).transposeA() ? -2 : -1) == 1;
    }

    Recipe recipe() {
        List<Node> operands = List.of(first.input(0), first.input(1), second.input(0), second.input(1));
        return new Recipe(
                operands,
                List.of(),
                (values, y) -> values.add(new Computation(
                        this, operands.stream().map(values::dense).toList(), y, values.kernels)));
    }

    private static final class Computation extends Step {
        private final List<Buffer> operands;
        private final Buffer y;
        private final int batch;
        private final int m;
        private final int n;
        private final Kernels kernels;

        Computation(OuterSum pattern, List<Buffer> operands, Buffer y, Kernels kernels) {
            super("sum of outer products " + pattern.node, operands, List.of(y));
            this.operands = operands;
            this.y = y;
            this.m = pattern.node.shape().dim(-2);
            this.n = pattern.node.shape().dim(-1);
            this.batch = m * n == 0 ? 0 : y.size / (m * n);
            this.kernels = kernels;
            splits(batch, 2L * m * n);
        }

        @Override
        void compute(int from, int to) {
            float[] a = operands.get(0).f32;
            float[] u = operands.get(1).f32;
            float[] b = operands.get(2).f32;
            float[] v = operands.get(3).f32;
            for (int item = from; item < to && item < batch; item++) {
                kernels.outerSum(a, item * m, u, item * n, b, item * m, v, item * n, m, n, y.f32, item * m * n);
            }
        }
    }
}
