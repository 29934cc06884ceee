package org.memhop.api.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.memhop.api.GraphException;

/** The nodes, outputs and updates that the scopes of one graph write to. */
final class Recorder {
    private record Key(Op op, List<Node> inputs, Attributes attributes) {}

    final DType floating;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Key, Node> known = new HashMap<>();
    private final Map<String, Node> inputs = new LinkedHashMap<>();
    private final Map<String, Node> outputs = new LinkedHashMap<>();
    private final Map<Variable, Node> updates = new LinkedHashMap<>();

    Recorder(DType floating) {
        this.floating = floating;
    }

    Node node(Op op, List<Node> operands, Attributes attributes, String path) {
        operands.forEach(operand -> requireOwn(operand, op, path));
        Node same = known.get(new Key(op, operands, attributes));
        if (same != null) {
            return same;
        }
        TensorType type;
        try {
            type = op.infer(operands.stream().map(Node::tensorType).toList(), attributes);
        } catch (GraphException e) {
            throw new GraphException(Scope.in(path) + e.getMessage(), e);
        }
        return append(op, operands, attributes, type, path);
    }

    Node input(String name, TensorType type, String path) {
        if (inputs.containsKey(name)) {
            throw new GraphException(Scope.in(path) + "input \"" + name + "\" is declared twice");
        }
        Node node = append(Op.INPUT, List.of(), new Attributes.Named(name), type, path);
        inputs.put(name, node);
        return node;
    }

    void output(String name, Node node) {
        requireOwn(node, node.op(), "output " + name);
        if (outputs.putIfAbsent(name, node) != null) {
            throw new GraphException("output \"" + name + "\" is declared twice");
        }
    }

    void update(Variable variable, Node value) {
        requireOwn(value, value.op(), "update of " + variable.name());
        if (value.type() != variable.type() || !value.shape().equals(variable.shape())) {
            throw new GraphException(
                    "update of variable " + variable + ": found " + value + "; a variable keeps its type and shape");
        }
        if (updates.putIfAbsent(variable, value) != null) {
            throw new GraphException("variable " + variable + " is updated twice; one run gives it one new value");
        }
    }

    Graph graph() {
        return new Graph(nodes, outputs, updates);
    }

    private Node append(Op op, List<Node> operands, Attributes attributes, TensorType type, String path) {
        Node node = new Node(nodes.size(), op, operands, attributes, type, path);
        nodes.add(node);
        known.put(new Key(op, operands, attributes), node);
        return node;
    }

    private void requireOwn(Node node, Op op, String path) {
        if (node.id() >= nodes.size() || nodes.get(node.id()) != node) {
            throw new GraphException(Scope.in(path) + op + ": " + node + " belongs to another graph");
        }
    }
}
