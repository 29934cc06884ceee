package org.memhop.backend.nd4j.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Variable;

/**
 * New values that are computed straight into their variables once everything else is: those that nothing else reads, made element by element from the variable's old value and from what no update changes. That saves a tensor of the variable's size, and a copy.
 */
final class LateUpdates {
    private final Map<Node, Variable> targets = new HashMap<>();

    LateUpdates(Graph graph, Operations operations) {
        Uses uses = new Uses(graph);
        graph.updates().forEach((variable, node) -> {
            Operation operation = operations.of(node);
            if (uses.once(node)
                    && operation.replaceable() > 0
                    && operation.replaceable() == operation.reads().size()
                    && operation.reads().stream().anyMatch(read -> isOf(variable, read))
                    && operation.reads().stream().allMatch(read -> isSteady(read, variable, graph))) {
                targets.put(node, variable);
            }
        });
    }

    Set<Node> nodes() {
        return targets.keySet();
    }

    Optional<Variable> of(Node node) {
        return Optional.ofNullable(targets.get(node));
    }

    /** Whether a value stays while the updates are made, or is that of the variable it becomes the new value of. */
    private static boolean isSteady(Node read, Variable target, Graph graph) {
        return isOf(target, read) || graph.updates().keySet().stream().noneMatch(variable -> isOf(variable, read));
    }

    /** Whether a node shows a variable. */
    private static boolean isOf(Variable variable, Node node) {
        Node owner = node;
        while (Lifetimes.isView(owner)) {
            owner = owner.input(0);
        }
        return owner.attributes() instanceof Attributes.Of of && of.variable().equals(variable);
    }
}
