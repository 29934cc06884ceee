package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/**
 * A memory in which each question has slots of its own.
 *
 * @param keys what the state is matched with, the paper's m, [B, M, d]
 * @param values what is read, the paper's c, [B, M, d]
 * @param occupied 1 where a slot holds something, I32 [B, M]
 */
public record Slots(Node keys, Node values, Node occupied) implements MemoryView {
    @Override
    public Node scores(Scope g, Node state) {
        Shape shape = keys.shape();
        Node column = g.reshape(state, Shape.of(shape.dim(0), shape.dim(2), 1));
        return g.reshape(g.matmul(keys, column), Shape.of(shape.dim(0), shape.dim(1)));
    }

    @Override
    public Node read(Scope g, Node weights) {
        Shape shape = keys.shape();
        Node row = g.reshape(weights, Shape.of(shape.dim(0), 1, shape.dim(1)));
        return g.reshape(g.matmul(row, values), Shape.of(shape.dim(0), shape.dim(2)));
    }
}
