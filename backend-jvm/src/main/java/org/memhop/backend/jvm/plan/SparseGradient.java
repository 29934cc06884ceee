package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/**
 * The pattern of a large table's gradient that is zero but for the rows of the words of a batch, as SCATTER_ADD_ROWS makes it,
 * perhaps less some rows that a WHERE drops, where nothing is asked of it but squared norms and {@link Descent}s: all of them
 * look at these rows alone.
 */
final class SparseGradient {
    private static final int SMALLEST = 1 << 16;

    private final Node gradient;
    private final Node scatter;
    private Optional<SparseRows> rows = Optional.empty();

    private SparseGradient(Node gradient, Node scatter) {
        this.gradient = gradient;
        this.scatter = scatter;
    }

    /** The gradient that a squared norm or a descent is of. */
    static Optional<Node> gradient(Node node, Uses uses) {
        return SumOfSquares.match(node)
                .map(SumOfSquares::x)
                .or(() -> Descent.match(node, uses).map(Descent::g));
    }

    static Optional<SparseGradient> match(Node gradient, Uses uses) {
        Node scatter = DroppedRows.match(gradient, uses).isPresent() ? gradient.input(1) : gradient;
        boolean found = scatter.op() == Op.SCATTER_ADD_ROWS
                && scatter.type() == DType.F32
                && scatter.shape().size() >= SMALLEST
                && !uses.isKept(gradient)
                && uses.readersOf(gradient).stream().allMatch(reader -> isAsked(reader, gradient, uses));
        return found ? Optional.of(new SparseGradient(gradient, scatter)) : Optional.empty();
    }

    /** Whether a product leads to a squared norm or a descent, and nowhere else. */
    private static boolean isAsked(Node product, Node gradient, Uses uses) {
        if (product.op() != Op.MUL || !uses.once(product)) {
            return false;
        }
        Node reader = uses.readersOf(product).get(0);
        if (product.input(0) == product.input(1)) {
            return SumOfSquares.match(reader).isPresent();
        }
        return uses.once(reader)
                && Descent.match(uses.readersOf(reader).get(0), uses)
                        .filter(descent -> descent.g() == gradient && descent.x() != gradient)
                        .isPresent();
    }

    /** The recipe of a squared norm or a descent. */
    Recipe recipe(Node node, Uses uses) {
        Optional<Descent> descent = Descent.match(node, uses);
        List<Node> dense = new ArrayList<>(scatter.inputs());
        descent.ifPresent(found -> dense.addAll(found.besidesGradient()));
        return new Recipe(dense, List.of(), (values, y) -> {
            if (rows.isEmpty()) {
                rows = Optional.of(SparseRows.plan(gradient, scatter, values));
            }
            if (descent.isPresent()) {
                values.add(new SparseDescent(descent.get(), rows.get(), values, y));
            } else {
                rows.get().sumOfSquares(node, values, y);
            }
        });
    }
}
