package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** Keeps the state of the reasoning, the paper's u, [B, d]. */
public interface Controller {
    /** The state before the first hop. */
    Node start(Scope g, Question question);

    /**
     * The state after a hop.
     *
     * @param hop from 0
     * @param reading what the hop read, [B, d]
     */
    Node next(Scope g, int hop, Node state, Node reading);
}
