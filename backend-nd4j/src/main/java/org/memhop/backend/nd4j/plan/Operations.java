package org.memhop.backend.nd4j.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;

/** The operations a graph is computed by: one for each node that is still needed once some compute several at once. */
final class Operations {
    /** Finds what can be computed together with the nodes before it. */
    @FunctionalInterface
    private interface Peephole {
        Optional<Operation> at(Node node, Uses uses);
    }

    private static final List<Peephole> PEEPHOLES =
            List.of(Bags::sum, Bags::scatter, Scalars::operand, SumOfSquares::at, AddedProduct::at, FixedChoice::at);

    private final Map<Node, Operation> operations = new HashMap<>();

    Operations(Graph graph) {
        Uses uses = new Uses(graph);
        Set<Node> needed = new HashSet<>();
        needed.addAll(graph.outputs().values());
        needed.addAll(graph.updates().values());
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (needed.contains(node)) {
                Operation operation = Lifetimes.isView(node) ? Operation.of(node) : best(node, uses);
                operations.put(node, operation);
                needed.addAll(operation.reads());
            }
        }
    }

    private static Operation best(Node node, Uses uses) {
        return PEEPHOLES.stream()
                .flatMap(peephole -> peephole.at(node, uses).stream())
                .findFirst()
                .orElseGet(() -> Operation.of(node));
    }

    /** Whether a node has a value, which it has not if it is only computed within another. */
    boolean has(Node node) {
        return operations.containsKey(node);
    }

    Operation of(Node node) {
        return Objects.requireNonNull(operations.get(node));
    }
}
