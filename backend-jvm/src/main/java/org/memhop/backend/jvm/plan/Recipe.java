package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Node;

/**
 * How one node is computed: what must be there first, and how the steps are then made. A recipe that reaches past the
 * node's own inputs leaves out what lies between; those nodes are computed only if something else needs them.
 *
 * @param dense nodes that must lie in C order
 * @param views nodes that may be views of other nodes
 * @param overwritten a node that nothing else reads and whose buffer becomes this one's; or none
 * @param build makes the steps
 */
record Recipe(List<Node> dense, List<Node> views, List<Node> overwritten, Build build) {
    Recipe(List<Node> dense, List<Node> views, Build build) {
        this(dense, views, List.of(), build);
    }

    /** This recipe, working in the buffer of one of its operands. */
    Recipe inPlaceOf(Node operand) {
        return new Recipe(dense, views, List.of(operand), build);
    }

    /** Makes the steps that leave a node's value in {@code y}. */
    @FunctionalInterface
    interface Build {
        void steps(Values values, Buffer y);
    }
}
