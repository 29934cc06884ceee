package org.memhop.core.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/**
 * A graph with softmax and cross-entropy taken apart into differences, exponentials, sums, quotients and logarithms. On the
 * reference each of them is rounded, as in any backend that works in the graph's type throughout.
 */
final class Elementary {
    private final Map<Node, Node> copies = new HashMap<>();

    private Elementary() {}

    /** The graph taken apart; inputs, outputs and updates are the same. */
    static Graph of(Graph graph) {
        Elementary copy = new Elementary();
        Scope root = Scope.root(DType.F32);
        for (Node node : graph.nodes()) {
            Scope at = node.scope().isEmpty() ? root : root.scope(node.scope());
            copy.copies.put(node, copy.made(at, node));
        }
        graph.outputs().forEach((name, node) -> root.output(name, copy.of(node)));
        graph.updates().forEach((variable, node) -> root.update(variable, copy.of(node)));
        return root.graph();
    }

    private Node made(Scope g, Node node) {
        if (node.attributes() instanceof Attributes.Named named) {
            return g.input(named.name(), node.type(), node.shape());
        }
        List<Node> in = node.inputs().stream().map(this::of).toList();
        Op op = node.op();
        return switch (op) {
            case SOFTMAX -> softmax(g, in.get(0));
            case LOG_SOFTMAX -> {
                Node shifted = shifted(g, in.get(0));
                yield g.sub(shifted, column(g, g.log(g.sum(g.exp(shifted), -1))));
            }
            case CROSS_ENTROPY -> {
                Node shifted = shifted(g, in.get(0));
                Node zero = g.constant(HostTensor.zeros(node.type(), Shape.SCALAR));
                Node label = g.sum(g.where(oneHot(g, in.get(0), in.get(1)), shifted, zero), -1);
                yield g.sub(g.log(g.sum(g.exp(shifted), -1)), label);
            }
            case CROSS_ENTROPY_GRAD -> {
                Node wanted = g.cast(oneHot(g, in.get(0), in.get(1)), node.type());
                yield g.mul(g.sub(softmax(g, in.get(0)), wanted), column(g, in.get(2)));
            }
            default -> g.node(op, in, node.attributes());
        };
    }

    private static Node softmax(Scope g, Node x) {
        Node exponentials = g.exp(shifted(g, x));
        return g.div(exponentials, column(g, g.sum(exponentials, -1)));
    }

    private static Node shifted(Scope g, Node x) {
        return g.sub(x, column(g, g.max(x, x.shape().rank() - 1)));
    }

    /** With a last axis of extent 1, to be stretched. */
    private static Node column(Scope g, Node x) {
        return g.reshape(x, x.shape().insert(x.shape().rank(), 1));
    }

    /** 1 where the column is the row's label. */
    private static Node oneHot(Scope g, Node x, Node labels) {
        int[] columns = IntStream.range(0, x.shape().dim(-1)).toArray();
        return g.equal(column(g, labels), g.constant(HostTensor.of(Shape.of(columns.length), columns)));
    }

    private Node of(Node original) {
        return Objects.requireNonNull(copies.get(original));
    }
}
