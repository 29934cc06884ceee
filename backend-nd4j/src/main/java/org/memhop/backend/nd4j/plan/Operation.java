package org.memhop.backend.nd4j.plan;

import java.util.List;
import org.memhop.api.graph.Node;

/**
 * What computes a node: the operation it names, or one that computes it together with nodes before it.
 *
 * @param reads the nodes whose values it takes
 * @param replaceable how many of these, from the first, may lie where the result goes: the step reads each element of theirs
 *     no later than it writes the result's
 * @param maker prepares the step
 */
record Operation(List<Node> reads, int replaceable, Maker maker) {
    Operation {
        reads = List.copyOf(reads);
    }

    /** Prepares a step for the memory it is to read and write. */
    @FunctionalInterface
    interface Maker {
        /**
         * Prepares the step.
         *
         * @param x the values of {@link Operation#reads}
         * @param y where the result goes
         * @param pool for memory that only this step uses
         */
        Step make(List<Tensor> x, Tensor y, Pool pool);
    }

    /** The operation that a node names. */
    static Operation of(Node node) {
        int replaceable = switch (node.op()) {
            case NEG, EXP, LOG, SQRT, TANH, SIGMOID, RELU, ADD, SUB, MUL, DIV, MAXIMUM ->
                node.inputs().size();
            default -> 0;
        };
        return new Operation(node.inputs(), replaceable, (x, y, pool) -> Kernels.of(node, x, y, pool));
    }
}
