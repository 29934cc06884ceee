package org.memhop.core.compare;

import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;

/**
 * A place where a backend parts, with what it had there.
 *
 * @param parting where, and the first element that is wrong
 * @param runs how many runs there were
 * @param operands of the node, in their order
 * @param reproduction the smallest scenario found in which the backend still parts there
 */
public record Finding(Parting parting, int runs, List<Operand> operands, Scenario reproduction) {
    public Finding {
        operands = List.copyOf(operands);
    }

    /** Where the first wrong element is, along each axis. */
    public List<Integer> place() {
        return Arrays.stream(
                        parting.node().shape().coordinates(parting.element().position()))
                .boxed()
                .toList();
    }

    /**
     * An operand of the node.
     *
     * @param found its value on the backend, when every intermediate is an output
     * @param exact its value on the float64 reference
     * @param positions which of its elements the wrong element is made of, in C order
     */
    public record Operand(Node node, HostTensor found, HostTensor exact, int[] positions) {}
}
