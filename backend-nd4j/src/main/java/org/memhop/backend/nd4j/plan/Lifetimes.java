package org.memhop.backend.nd4j.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    Lifetimes(Graph graph) {
        nodes = graph.nodes();
        owners = new int[nodes.size()];
        lastReads = new int[nodes.size()];
        fixed = new boolean[nodes.size()];
        Arrays.fill(lastReads, -1);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            places.put(node, i);
            owners[i] = isView(node) ? owners[place(node.input(0))] : i;
            fixed[i] = isFixed(node);
            for (Node input : node.inputs()) {
                // What is computed once and read by every run stays.
                boolean everyRun = fixed[place(input)] && !fixed[i];
                read(input, everyRun ? ALWAYS : i);
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

    private static boolean isView(Node node) {
        return switch (node.op()) {
            case RESHAPE, STOP_GRADIENT -> true;
            case SUM, MAX -> Reductions.isReshape(node);
            default -> false;
        };
    }

    private boolean isFixed(Node node) {
        return switch (node.op()) {
            case CONSTANT -> true;
            // An index out of range is an error of the run, not of compiling.
            case INPUT, VARIABLE, GATHER_ROWS, SCATTER_ADD_ROWS, CROSS_ENTROPY, CROSS_ENTROPY_GRAD -> false;
            default -> node.inputs().stream().allMatch(input -> fixed[place(input)]);
        };
    }
}
