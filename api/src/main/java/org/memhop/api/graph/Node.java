package org.memhop.api.graph;

import java.util.List;

/**
 * One operation in a graph, with a type that is known before it runs. Nodes are made by a {@link Scope}, compared by
 * identity, and never change.
 */
public final class Node {
    private final int id;
    private final Op op;
    private final List<Node> inputs;
    private final Attributes attributes;
    private final TensorType type;
    private final String scope;

    Node(int id, Op op, List<Node> inputs, Attributes attributes, TensorType type, String scope) {
        this.id = id;
        this.op = op;
        this.inputs = inputs;
        this.attributes = attributes;
        this.type = type;
        this.scope = scope;
    }

    /** Order of creation: greater than the id of every input. */
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public List<Node> inputs() {
        return inputs;
    }

    public Node input(int i) {
        return inputs.get(i);
    }

    public Attributes attributes() {
        return attributes;
    }

    public DType type() {
        return type.type();
    }

    public Shape shape() {
        return type.shape();
    }

    /** Type and shape together. */
    public TensorType tensorType() {
        return type;
    }

    /** Path of the scope that made this node, as in {@code hop2/attention}; empty at the root. */
    public String scope() {
        return scope;
    }

    /** As in {@code %7 ADD F32[32, 20] (hop2)}. */
    @Override
    public String toString() {
        return "%" + id + " " + op + " " + type + (scope.isEmpty() ? "" : " (" + scope + ")");
    }
}
