package org.memhop.backend.jvm.plan;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Kernels;

/** The pattern {@code x − g·s·t} with numbers s and t: a step of gradient descent, clipped. */
record Descent(Node node, Node x, Node g, Node s, Node t) {
    static Optional<Descent> match(Node node, Uses uses) {
        if (node.op() != Op.SUB || node.type() != DType.F32 || !isScaling(node.input(1), uses)) {
            return Optional.empty();
        }
        Node outer = node.input(1);
        Node inner = outer.input(0);
        if (!isScaling(inner, uses)) {
            return Optional.empty();
        }
        return Optional.of(new Descent(node, node.input(0), inner.input(0), inner.input(1), outer.input(1)));
    }

    /** Whether a node is something times one number. */
    private static boolean isScaling(Node node, Uses uses) {
        return node.op() == Op.MUL
                && uses.once(node)
                && node.input(1).op() == Op.BROADCAST_TO
                && node.input(1).input(0).shape().size() == 1;
    }

    /** What is read besides the gradient: x and the two numbers. */
    List<Node> besidesGradient() {
        return List.of(x, s.input(0), t.input(0));
    }

    Recipe recipe() {
        return new Recipe(
                List.of(x, g, s.input(0), t.input(0)),
                List.of(),
                (values, y) -> values.add(new Computation(this, values, y)));
    }

    private static final class Computation extends Step {
        private static final int CHUNK = 1 << 15;

        private final Buffer x;
        private final Buffer g;
        private final Buffer s;
        private final Buffer t;
        private final Buffer y;
        private final Kernels kernels;

        Computation(Descent pattern, Values values, Buffer y) {
            super(
                    "descent " + pattern.node,
                    List.of(
                            values.dense(pattern.x),
                            values.dense(pattern.g),
                            values.dense(pattern.s.input(0)),
                            values.dense(pattern.t.input(0))),
                    List.of(y));
            this.x = reads().get(0);
            this.g = reads().get(1);
            this.s = reads().get(2);
            this.t = reads().get(3);
            this.y = y;
            this.kernels = values.kernels;
            splits((y.size + CHUNK - 1) / CHUNK, CHUNK);
        }

        @Override
        boolean mayOverwrite(Buffer operand) {
            return operand == x && operand != g && operand != s && operand != t;
        }

        @Override
        void compute(int from, int to) {
            kernels.descend(
                    x.f32, g.f32, s.f32[0], t.f32[0], from * CHUNK, (int) Math.min((long) to * CHUNK, y.size), y.f32);
        }
    }
}
