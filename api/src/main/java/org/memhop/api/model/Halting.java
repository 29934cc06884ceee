package org.memhop.api.model;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;

/** Decides after how many hops a question is answered. */
public interface Halting {
    /**
     * What the network answers.
     *
     * @param states the state after each hop, [B, d]; one at least
     * @param output what turns any of them into an answer
     */
    Verdict judge(Scope g, List<Node> states, Output output);
}
