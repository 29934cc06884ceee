package org.memhop.backend.tensorflow.lower;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** Where a graph takes rows by number, and where those numbers come from. */
public final class IndexUses {
    /** Where indices come from. */
    public enum Origin {
        /** Elements of an input in C order, each once. */
        INPUT,
        /** Elements of inputs and constants, and zeros, anyhow. */
        MOVED,
        /** Variables, or computed. */
        COMPUTED
    }

    /**
     * One place.
     *
     * @param node has the indices as input 1
     * @param rows how many there are: each index is 0 or more and below it
     * @param origin where the indices come from
     * @param leaves the inputs they come from, unless computed
     */
    public record Use(Node node, int rows, Origin origin, List<Node> leaves) {
        /** That all are in range whatever the inputs are. */
        boolean isSettled() {
            boolean constants = leaves.stream()
                    .allMatch(leaf -> leaf.attributes() instanceof Attributes.Value value
                            && firstOutside(value.tensor(), rows) < 0);
            return origin == Origin.MOVED && rows > 0 && constants;
        }
    }

    private record Key(Node indices, int rows) {}

    private IndexUses() {}

    /** Every place that needs to be looked after, in the order of the graph; the same indices for as many rows once. */
    public static List<Use> of(Graph graph) {
        List<Use> uses = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        for (Node node : graph.nodes()) {
            int rows = rows(node);
            if (rows >= 0 && seen.add(new Key(node.input(1), rows))) {
                Use use = use(node, rows);
                if (!use.isSettled()) {
                    uses.add(use);
                }
            }
        }
        return uses;
    }

    /** Where the first index is that no row belongs to; −1 if there is none. */
    public static int firstOutside(HostTensor indices, int rows) {
        int[] values = indices.ints();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= rows) {
                return i;
            }
        }
        return -1;
    }

    /** The number of rows that an operation's indices may name; −1 if it takes none. */
    private static int rows(Node node) {
        if (node.op() == Op.GATHER_ROWS) {
            return node.input(0).shape().dim(0);
        } else if (node.op() == Op.SCATTER_ADD_ROWS) {
            return node.shape().dim(0);
        } else if (node.op() == Op.CROSS_ENTROPY || node.op() == Op.CROSS_ENTROPY_GRAD) {
            return node.input(0).shape().dim(1);
        }
        return -1;
    }

    private static Use use(Node node, int rows) {
        Node whole = node.input(1);
        while (whole.op() == Op.RESHAPE || whole.op() == Op.STOP_GRADIENT) {
            whole = whole.input(0);
        }
        if (whole.op() == Op.INPUT) {
            return new Use(node, rows, Origin.INPUT, List.of(whole));
        }
        Set<Node> seen = new HashSet<>();
        List<Node> leaves = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(whole));
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            switch (next.op()) {
                case INPUT, CONSTANT -> leaves.add(next);
                case RESHAPE, TRANSPOSE, BROADCAST_TO, CONCAT, SLICE, PAD, STOP_GRADIENT ->
                    next.inputs().forEach(open::push);
                default -> {
                    return new Use(node, rows, Origin.COMPUTED, List.of());
                }
            }
        }
        return new Use(node, rows, Origin.MOVED, leaves);
    }
}
