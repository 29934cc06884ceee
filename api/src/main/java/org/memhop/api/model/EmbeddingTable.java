package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Variable;

/**
 * A parameter with one row for each word (or each time).
 *
 * @param values [V, d]; row 0 belongs to the null symbol and stays zero
 */
public record EmbeddingTable(Variable values) {
    /** The rows of these words: indices [...] give [..., d]. */
    public Node rows(Scope g, Node indices) {
        return g.gatherRows(g.variable(values), indices);
    }

    /** The whole table, [V, d]. */
    public Node all(Scope g) {
        return g.variable(values);
    }
}
