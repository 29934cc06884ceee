package org.memhop.api.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** Turns the words of a sentence into one vector. */
public interface SentenceEncoder {
    /**
     * Encodes every sentence.
     *
     * @param words word numbers, I32 [..., J], 0 where a sentence has ended
     * @return [..., d]
     */
    Node encode(Scope g, Node words, EmbeddingTable table);
}
