package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** A memory as one hop sees it; M is the number of its slots. */
public interface MemoryView {
    /** How well each slot matches: {@code u·m_i}, [B, M]; 0 for an empty one. */
    Node scores(Scope g, Node state);

    /**
     * What is read: {@code Σ_i p_i c_i}, [B, d].
     *
     * @param weights the paper's p, [B, M]
     */
    Node read(Scope g, Node weights);

    /** 1 where a slot holds something, I32 [B, M]. */
    Node occupied();
}
