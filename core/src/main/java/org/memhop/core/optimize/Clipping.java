package org.memhop.core.optimize;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** Bounds the L2 norm of gradients: {@code g ← g · c / max(‖g‖, c)}. */
public sealed interface Clipping {
    /** The clipped gradients, in the same order. */
    List<Node> apply(Scope g, List<Node> gradients);

    /** Leaves gradients as they are. */
    record None() implements Clipping {
        @Override
        public List<Node> apply(Scope g, List<Node> gradients) {
            return gradients;
        }
    }

    /** Each parameter's gradient by its own norm, as the authors' bAbI code does. */
    record PerMatrix(double norm) implements Clipping {
        @Override
        public List<Node> apply(Scope g, List<Node> gradients) {
            return gradients.stream()
                    .map(gradient -> g.mul(gradient, factor(g, squares(g, gradient), norm)))
                    .toList();
        }
    }

    /** All gradients by their common norm, as the authors' language model does. */
    record Global(double norm) implements Clipping {
        @Override
        public List<Node> apply(Scope g, List<Node> gradients) {
            Node total = g.constant(0.0);
            for (Node gradient : gradients) {
                total = g.add(total, squares(g, gradient));
            }
            Node factor = factor(g, total, norm);
            return gradients.stream().map(gradient -> g.mul(gradient, factor)).toList();
        }
    }

    private static Node squares(Scope g, Node gradient) {
        return g.sumAll(g.mul(gradient, gradient));
    }

    private static Node factor(Scope g, Node squares, double norm) {
        Node bound = g.constant(norm);
        return g.div(bound, g.maximum(g.sqrt(squares), bound));
    }
}
