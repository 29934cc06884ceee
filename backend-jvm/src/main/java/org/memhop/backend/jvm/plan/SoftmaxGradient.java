package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/**
 * The pattern {@code p ∘ (g − Σ over the last axis of g∘p)}: four passes in one. Not where the difference is wanted besides: it
 * would be rounded here and there in two ways.
 */
record SoftmaxGradient(Node node, Node p, Node g) {
    static Optional<SoftmaxGradient> match(Node node, Uses uses) {
        if (node.op() != Op.MUL || node.type() != DType.F32 || node.shape().rank() == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            Node p = node.input(i);
            Node difference = node.input(1 - i);
            if (difference.op() == Op.SUB
                    && uses.once(difference)
                    && isLastSum(difference.input(1), p, difference.input(0))) {
                return Optional.of(new SoftmaxGradient(node, p, difference.input(0)));
            }
        }
        return Optional.empty();
    }

    /** Whether a node is Σ g∘p over the last axis, repeated along it. */
    private static boolean isLastSum(Node node, Node p, Node g) {
        if (node.op() != Op.BROADCAST_TO
                || node.input(0).shape().rank() != node.shape().rank()) {
            return false;
        }
        int last = node.shape().rank() - 1;
        Node sum = Values.base(node.input(0));
        if (sum.op() != Op.SUM || !((Attributes.Axes) sum.attributes()).axes().equals(List.of(last))) {
            return false;
        }
        Node product = sum.input(0);
        boolean column = node.input(0).shape().equals(sum.shape().insert(last, 1));
        return column
                && product.op() == Op.MUL
                && (product.inputs().equals(List.of(p, g)) || product.inputs().equals(List.of(g, p)));
    }

    Recipe recipe() {
        return new Recipe(
                List.of(p, g),
                List.of(),
                (values, y) -> values.add(new Computation(this, values.dense(p), values.dense(g), y, values.kernels)));
    }

    private static final class Computation extends Step {
        private final Buffer p;
        private final Buffer g;
        private final Buffer y;
        private final int n;
        private final int rows;
        private final Kernels kernels;

        Computation(SoftmaxGradient pattern, Buffer p, Buffer g, Buffer y, Kernels kernels) {
            super("softmax gradient " + pattern.node, List.of(p, g), List.of(y));
            this.p = p;
            this.g = g;
            this.y = y;
            this.n = pattern.node.shape().dim(-1);
            this.rows = n == 0 ? 0 : y.size / n;
            this.kernels = kernels;
            splits(rows, n * 2L);
        }

        @Override
        void compute(int from, int to) {
            kernels.softmaxGrad(p.f32, g.f32, n, from, Math.min(to, rows), y.f32);
        }
    }
}
