package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/**
 * The pattern {@code SCATTER_ADD_ROWS(x repeated for each of J words ∘ weights, words)}, the gradient of a {@link BagOfWords}
 * with respect to its table, and sums of such gradients and at most one other matrix: added up in one buffer.
 *
 * @param node the scatter, or the sum of several
 * @param parts the scatters below it
 * @param others what else the sum adds
 */
record BagGradient(Node node, List<Part> parts, List<Node> others) {
    /** One scatter: {@code rows} is x. */
    record Part(Node scatter, Node rows, Weights weights) {
        int width() {
            return scatter.shape().dim(1);
        }

        int length() {
            return scatter.input(1).shape().dim(-1);
        }
    }

    static Optional<BagGradient> match(Node node, Uses uses) {
        if (node.type() != DType.F32 || node.shape().rank() != 2) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        List<Node> others = new ArrayList<>();
        collect(node, node, uses, parts, others);
        boolean found = !parts.isEmpty() && others.size() <= 1;
        return found ? Optional.of(new BagGradient(node, List.copyOf(parts), List.copyOf(others))) : Optional.empty();
    }

    private static void collect(Node root, Node node, Uses uses, List<Part> parts, List<Node> others) {
        Optional<Part> part = part(node);
        if (node != root && !uses.once(node)) {
            others.add(node);
        } else if (part.isPresent()) {
            parts.add(part.get());
        } else if (node.op() == Op.ADD) {
            node.inputs().forEach(input -> collect(root, input, uses, parts, others));
        } else {
            others.add(node);
        }
    }

    private static Optional<Part> part(Node scatter) {
        if (scatter.op() != Op.SCATTER_ADD_ROWS
                || scatter.input(1).shape().rank() == 0
                || scatter.input(0).shape().size() == 0
                || scatter.shape().size() == 0) {
            return Optional.empty();
        }
        for (Weights.Product product : Weights.split(scatter.input(0))) {
            Node words = product.words();
            if (words.op() == Op.BROADCAST_TO && repeatsWords(words)) {
                return Optional.of(new Part(scatter, words.input(0), product.weights()));
            }
        }
        return Optional.empty();
    }

    /** Whether [..., 1, d] is repeated to [..., J, d]. */
    private static boolean repeatsWords(Node broadcast) {
        Node rows = broadcast.input(0);
        int rank = broadcast.shape().rank();
        if (rows.shape().rank() != rank || rank < 2 || rows.shape().dim(-2) != 1) {
            return false;
        }
        return rows.shape().size() * (long) broadcast.shape().dim(-2)
                == broadcast.shape().size();
    }

    /** Where the numbers are that it adds up. */
    List<Buffer> reads(Values values) {
        List<Buffer> reads = new ArrayList<>();
        others.forEach(other -> reads.add(values.dense(other)));
        for (Part part : parts) {
            reads.add(values.dense(part.rows));
            reads.add(values.weights(part.weights, part.width()));
        }
        return reads;
    }

    Recipe recipe(Uses uses) {
        List<Node> dense = new ArrayList<>(others);
        for (Part part : parts) {
            dense.add(part.rows);
            dense.add(part.scatter.input(1));
            dense.addAll(part.weights.nodes());
        }
        boolean skips = uses.firstRowDropped(node);
        return new Recipe(dense, List.of(), (values, y) -> {
            for (Part part : parts) {
                values.indices(part.scatter, part.scatter.shape().dim(0));
            }
            values.defer(new PendingGradients.Gradient(this, y, skips));
        });
    }
}
