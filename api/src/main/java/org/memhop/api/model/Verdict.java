package org.memhop.api.model;

import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** What a network answers, and what it is to learn from the right answers. */
public interface Verdict {
    /** Scores of the answers, [B, V]; their softmax is the answer. */
    Node logits();

    /**
     * What training minimises, of each question, [B].
     *
     * @param answers the numbers of the right words, I32 [B]
     */
    Node loss(Scope g, Node answers);

    /** How many hops each question took, on average where that is left to chance, [B]; absent if always all of them. */
    Optional<Node> hops();
}
