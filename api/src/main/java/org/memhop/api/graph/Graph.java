package org.memhop.api.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.GraphException;

/**
 * A computation as a value: inputs, variables, nodes, named outputs, and what each variable becomes. Every update reads the
 * values from before the run; then all are committed together. Only nodes that an output or an update needs are kept.
 */
public final class Graph {
    private final List<Node> inputs;
    private final List<Variable> variables;
    private final List<Node> nodes;
    private final Map<String, Node> outputs;
    private final Map<Variable, Node> updates;

    Graph(List<Node> recorded, Map<String, Node> outputs, Map<Variable, Node> updates) {
        boolean[] live = new boolean[recorded.size()];
        outputs.values().forEach(node -> live[node.id()] = true);
        updates.values().forEach(node -> live[node.id()] = true);
        List<Node> kept = new ArrayList<>();
        List<Node> given = new ArrayList<>();
        Map<String, Variable> read = new LinkedHashMap<>();
        for (int i = recorded.size() - 1; i >= 0; i--) {
            Node node = recorded.get(i);
            if (node.op() == Op.INPUT) {
                given.add(node);
                live[i] = true;
            }
            if (live[i]) {
                kept.add(node);
                node.inputs().forEach(input -> live[input.id()] = true);
            }
        }
        Collections.reverse(kept);
        Collections.reverse(given);
        for (Node node : kept) {
            if (node.attributes() instanceof Attributes.Of of) {
                remember(read, of.variable());
            }
        }
        updates.keySet().forEach(variable -> remember(read, variable));
        this.inputs = List.copyOf(given);
        this.variables = List.copyOf(read.values());
        this.nodes = List.copyOf(kept);
        this.outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        this.updates = Collections.unmodifiableMap(new LinkedHashMap<>(updates));
    }

    /** The {@link Op#INPUT} nodes, in the order a run takes their tensors. All that were declared, used or not. */
    public List<Node> inputs() {
        return inputs;
    }

    /** Every variable that is read or updated. */
    public List<Variable> variables() {
        return variables;
    }

    /** Every node, each after its inputs. */
    public List<Node> nodes() {
        return nodes;
    }

    /** What a run gives back, in the order it does. */
    public Map<String, Node> outputs() {
        return outputs;
    }

    /** What each variable becomes after a run. */
    public Map<Variable, Node> updates() {
        return updates;
    }

    /** The name an {@link Op#INPUT} node was declared with. */
    public static String nameOf(Node input) {
        if (input.attributes() instanceof Attributes.Named named) {
            return named.name();
        }
        throw new GraphException(input + " is not an input");
    }

    /** The graph as text: one node a line, then outputs and updates. Made to be read and compared, not parsed. */
    public String toText() {
        return GraphText.of(this);
    }

    private static void remember(Map<String, Variable> read, Variable variable) {
        Variable same = read.putIfAbsent(variable.name(), variable);
        if (same != null && !same.equals(variable)) {
            throw new GraphException("two variables are named " + variable.name() + ": " + same + " and " + variable);
        }
    }
}
