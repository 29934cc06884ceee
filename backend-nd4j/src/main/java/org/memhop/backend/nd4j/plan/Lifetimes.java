package org.memhop.backend.nd4j.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;

/**
 * Which nodes share one storage, until when each is read, and which can be computed once and for all. Nodes are known by
 * their place in {@link Graph#nodes()}.
 */
final class Lifetimes {
    /** Read after the last step, or by every run anew. */
    static final int ALWAYS = Integer.MAX_VALUE;

    private final List<Node> nodes;
    private final Map<Node, Integer> places = new HashMap<>();
    private final int[] owners;
    private final int[] lastReads;
    private final boolean[] fixed;

    /**
     * Looks at a graph.
     *
     * @param operations what its nodes are computed by
     * @param late nodes that are computed after all others, straight into their variables
     */
    Lifetimes(Graph graph, Operations operations, Set<Node> late) {
        nodes = graph.nodes();
        owners = new int[nodes.size()];
        lastReads = new int[nodes.size()];
        fixed = new boolean[nodes.size()];
        Arrays.fill(lastReads, -1);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            places.put(node, i);
            owners[i] = i;
            if (!operations.has(node)) {
                continue;
            }
            owners[i] = isView(node) ? owners[place(node.input(0))] : i;
            fixed[i] = isFixed(node, operations);
            for (Node input : operations.of(node).reads()) {
                // What is computed once and read by every run stays.
                boolean everyRun = fixed[place(input)] && !fixed[i];
                read(input, everyRun || late.contains(node) ? ALWAYS : i);
            }
        }
        graph.outputs().values().forEach(node -> read(node, ALWAYS));
        graph.updates().values().forEach(node -> read(node, ALWAYS));
    }

    int place(Node node) {
        return Objects.requireNonNull(places.get(node));
    }

    /** The node whose storage this one shows; itself, if it has its own. */
    Node owner(Node node) {
        return nodes.get(owners[place(node)]);
    }

    boolean owns(Node node) {
        return owners[place(node)] == place(node);
    }

    /** The place of the last node that reads the storage of this owner: {@link #ALWAYS}, or -1 if none does. */
    int lastRead(Node owner) {
        return lastReads[place(owner)];
    }

    /** Whether the value follows from constants alone. */
    boolean fixed(Node node) {
        return fixed[place(node)];
    }

    private void read(Node node, int place) {
        int owner = owners[place(node)];
        lastReads[owner] = Math.max(lastReads[owner], place);
    }

    /** Whether a node shows the elements of its input, in the same order. */
    static boolean isView(Node node) {
        return switch (node.op()) {
            case RESHAPE, STOP_GRADIENT -> true;
            case SUM, MAX -> Reductions.isReshape(node);
            default -> false;
        };
    }

    private boolean isFixed(Node node, Operations operations) {
        return switch (node.op()) {
            case CONSTANT -> true;
            // An index out of range is an error of the run, not of compiling.
            case INPUT, VARIABLE, GATHER_ROWS, SCATTER_ADD_ROWS, CROSS_ENTROPY, CROSS_ENTROPY_GRAD -> false;
            default -> operations.of(node).reads().stream().allMatch(input -> fixed[place(input)]);
        };
    }
}
