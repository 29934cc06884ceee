package org.memhop.api.model;

import org.memhop.api.graph.Scope;

/** Holds the facts (Weston's I and G). */
public interface Memory {
    /**
     * The facts as one hop sees them.
     *
     * @param hop from 0
     */
    MemoryView view(Scope g, Story story, int hop);
}
