package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** Looks at the memory with the state in hand (Weston's O). */
public interface Hop {
    /**
     * One look.
     *
     * @param hop from 0
     * @param state [B, d]
     */
    Reading read(Scope g, int hop, Node state, MemoryView view);

    /** This hop with its softmax removed, as linear start trains it; a hop without a softmax gives itself. */
    Hop linear();
}
