package org.memhop.core.compare;

import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Variable;

/**
 * Where a backend first leaves what is right.
 *
 * @param kind how it shows
 * @param node the first that is wrong; of an update the node whose value the variable should have
 * @param variable what is updated wrongly; empty unless the kind is {@link Kind#UPDATE}
 * @param run in which run, from 0
 * @param element the first that is wrong
 */
public record Parting(Kind kind, Node node, Optional<Variable> variable, int run, Element element) {
    /** How a wrong value shows. */
    public enum Kind {
        /** The node is wrong by itself: not what its operation makes of the operands it had. */
        NODE,
        /** Wrong only when its intermediates are not outputs: a fusion, or a buffer that is used again too early. */
        FUSION,
        /** All nodes are right, but the variable is not what it should be after the run. */
        UPDATE,
        /** Wrong only when all outputs and updates of the graph are computed together. */
        TOGETHER
    }
}
