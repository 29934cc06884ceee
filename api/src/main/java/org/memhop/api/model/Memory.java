package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** Holds the facts (Weston's I and G). */
public interface Memory {
    /**
     * The facts as one hop sees them that nothing was read before.
     *
     * @param hop from 0
     * @param state with which the hop looks, [B, d]; most memories do not ask for it
     */
    MemoryView view(Scope g, Story story, int hop, Node state);

    /**
     * The facts as a further hop sees them. Most memories are not changed by being read; one that is says so here.
     *
     * @param hop from 1
     * @param before what the hop before saw
     * @param state what it left the state at, [B, d]
     */
    default MemoryView rewritten(Scope g, Story story, int hop, MemoryView before, Node state) {
        return view(g, story, hop, state);
    }

    /**
     * Whether slot i holds sentence i of the story. A memory with slots of its own has as many as it likes: the N of its
     * views' [B, N].
     */
    default boolean slotsAreSentences() {
        return true;
    }
}
