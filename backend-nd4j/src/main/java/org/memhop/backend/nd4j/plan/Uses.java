package org.memhop.backend.nd4j.plan;

import java.util.HashMap;
import java.util.Map;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;

/** How often each node of a graph is read, by nodes, outputs and updates. */
final class Uses {
    private final Map<Node, Integer> counts = new HashMap<>();

    Uses(Graph graph) {
        graph.nodes().forEach(node -> node.inputs().forEach(this::count));
        graph.outputs().values().forEach(this::count);
        graph.updates().values().forEach(this::count);
    }

    /** Whether a node is read once, so that whoever reads it may compute it as well. */
    boolean once(Node node) {
        return counts.getOrDefault(node, 0) == 1;
    }

    private void count(Node node) {
        counts.merge(node, 1, Integer::sum);
    }
}
