package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** The pattern {@code WHERE(x > 0, g, 0)}, the gradient of a RELU: no condition is written down. */
record ReluGradient(Node node, Node x, Node g) {
    static Optional<ReluGradient> match(Node node, Uses uses) {
        if (node.op() != Op.WHERE || node.type() != DType.F32 || !Uses.isZero(node.input(2))) {
            return Optional.empty();
        }
        Node condition = node.input(0);
        boolean found = condition.op() == Op.GREATER
                && condition.input(0).type() == DType.F32
                && Uses.isZero(condition.input(1))
                && uses.once(condition);
        return found ? Optional.of(new ReluGradient(node, condition.input(0), node.input(1))) : Optional.empty();
    }

    Recipe recipe() {
        return new Recipe(
                List.of(),
                List.of(x, g),
                (values, y) -> values.add(new Computation(node, values.view(x), values.view(g), y, values.kernels)));
    }

    private static final class Computation extends Step {
        private final Buffer x;
        private final Buffer g;
        private final Buffer y;
        private final Nest nest;
        private final Kernels kernels;

        Computation(Node node, View x, View g, Buffer y, Kernels kernels) {
            super("relu gradient " + node, List.of(x.buffer(), g.buffer()), List.of(y));
            this.x = x.buffer();
            this.g = g.buffer();
            this.y = y;
            this.nest = Nest.of(node.shape(), x, g, View.dense(y, node.shape()));
            this.kernels = kernels;
            splits(nest.rows, nest.inner);
        }

        @Override
        void compute(int from, int to) {
            for (int row = from; row < to && row < nest.rows; row++) {
                int xAt = nest.start(0, row);
                int gAt = nest.start(1, row);
                int yAt = nest.start(2, row);
                if (nest.step(0) == 1 && nest.step(1) == 1) {
                    kernels.wherePositive(x.f32, xAt, g.f32, gAt, y.f32, yAt, nest.inner);
                    continue;
                }
                for (int i = 0; i < nest.inner; i++) {
                    y.f32[yAt + i] = x.f32[xAt + i * nest.step(0)] > 0 ? g.f32[gAt + i * nest.step(1)] : 0;
                }
            }
        }
    }
}
