package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** The pattern {@code Σ x∘x} over everything, a squared norm. */
record SumOfSquares(Node node, Node x) {
    static Optional<SumOfSquares> match(Node node) {
        boolean found = node.op() == Op.SUM
                && node.type() == DType.F32
                && node.shape().rank() == 0
                && node.input(0).op() == Op.MUL
                && node.input(0).input(0) == node.input(0).input(1);
        return found ? Optional.of(new SumOfSquares(node, node.input(0).input(0))) : Optional.empty();
    }

    Recipe recipe() {
        return new Recipe(
                List.of(x),
                List.of(),
                (values, y) -> values.add(new Computation(node, values.dense(x), y, values.kernels)));
    }

    private static final class Computation extends Step {
        private final Buffer x;
        private final Buffer y;
        private final Kernels kernels;

        Computation(Node node, Buffer x, Buffer y, Kernels kernels) {
            super("sum of squares " + node, List.of(x), List.of(y));
            this.x = x;
            this.y = y;
            this.kernels = kernels;
        }

        @Override
        void compute(int from, int to) {
            y.f32[0] = kernels.sumOfSquares(x.f32, 0, x.size);
        }
    }
}
