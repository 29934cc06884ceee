package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** CROSS_ENTROPY and CROSS_ENTROPY_GRAD of the same logits and labels, which share a softmax: training needs both. */
final class CrossEntropyPair {
    /** What the two must share. */
    record Key(Node logits, Node labels) {
        static Key of(Node node) {
            return new Key(node.input(0), node.input(1));
        }
    }

    private final List<Node> losses = new ArrayList<>();
    private final List<Node> gradients = new ArrayList<>();
    private boolean done;

    /** Whether a node is one of the two. */
    static boolean canJoin(Node node) {
        boolean gradient = node.op() == Op.CROSS_ENTROPY_GRAD && anyTime(node.input(2));
        return node.type() == DType.F32 && (gradient || node.op() == Op.CROSS_ENTROPY);
    }

    /** The recipe of a node that has joined; whichever comes first computes both. */
    Recipe join(Node node) {
        (node.op() == Op.CROSS_ENTROPY ? losses : gradients).add(node);
        Recipe alone = PlainRecipes.of(node);
        return new Recipe(alone.dense(), alone.views(), (values, y) -> {
            if (losses.size() != 1
                    || gradients.size() != 1
                    || !isThere(gradients.get(0).input(2), values)) {
                alone.build().steps(values, y);
            } else if (!done) {
                done = true;
                Node gradient = gradients.get(0);
                values.add(new CrossEntropyBothStep(
                        gradient,
                        values.dense(gradient.input(0)),
                        values.indices(losses.get(0), gradient.shape().dim(1)),
                        values.view(gradient.input(2)),
                        values.dense(losses.get(0)),
                        values.dense(gradient),
                        values.kernels));
            }
        });
    }

    /** Whether a node is read from where it is before the first step, and not from a copy that some step makes. */
    private static boolean isThere(Node node, Values values) {
        return !values.view(node).buffer().isPlanned();
    }

    private static boolean anyTime(Node node) {
        Node base = node;
        while (Values.isAlias(base.op()) || base.op() == Op.BROADCAST_TO) {
            base = base.input(0);
        }
        return base.inputs().isEmpty();
    }
}
