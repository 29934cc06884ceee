package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** Turns the last state into scores of answers (Weston's R). */
public interface Output {
    /** The scores before the softmax, [B, V]. */
    Node logits(Scope g, Node state);
}
