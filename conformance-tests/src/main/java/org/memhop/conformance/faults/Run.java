package org.memhop.conformance.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;

/** One run of a graph: what it was given, and the value of each node so far. */
final class Run {
    private final Graph graph;
    private final Behaviour behaviour;
    private final Arithmetic arithmetic;
    private final Map<Variable, HostTensor> variables;
    private final Map<Node, HostTensor> inputs = new HashMap<>();
    private final Map<Node, HostTensor> values = new HashMap<>();
    private final Map<Node, HostTensor> previous;
    private final Map<Node, Integer> uses = new HashMap<>();

    private Run(
            Graph graph,
            Behaviour behaviour,
            Arithmetic arithmetic,
            Map<Variable, HostTensor> variables,
            Map<Node, HostTensor> previous) {
        this.graph = graph;
        this.behaviour = behaviour;
        this.arithmetic = arithmetic;
        this.variables = variables;
        this.previous = previous;
    }

    /** The first run of an executable. */
    static Run first(
            Graph graph,
            Behaviour behaviour,
            Arithmetic arithmetic,
            Map<Variable, HostTensor> variables,
            List<HostTensor> given) {
        return new Run(graph, behaviour, arithmetic, variables, Map.of()).take(given);
    }

    /** The run after this one. */
    Run next(List<HostTensor> given) {
        return new Run(graph, behaviour, arithmetic, variables, Map.copyOf(values)).take(given);
    }

    /** The same run once more, with the values that the variables have now. */
    Run again() {
        Run run = new Run(graph, behaviour, arithmetic, variables, previous);
        run.inputs.putAll(inputs);
        return run;
    }

    private Run take(List<HostTensor> given) {
        for (int i = 0; i < graph.inputs().size(); i++) {
            inputs.put(graph.inputs().get(i), given.get(i));
        }
        return this;
    }

    Graph graph() {
        return graph;
    }

    Arithmetic arithmetic() {
        return arithmetic;
    }

    /** The variables as they are; a run replaces tensors in this map and writes to none. */
    Map<Variable, HostTensor> variables() {
        return variables;
    }

    /** Whether this node has its value. */
    boolean knows(Node node) {
        return values.containsKey(node);
    }

    /** The value of a node that was computed. */
    HostTensor value(Node node) {
        return Objects.requireNonNull(values.get(node), node::toString);
    }

    /** What the node was in the run before. */
    Optional<HostTensor> previous(Node node) {
        return Optional.ofNullable(previous.get(node));
    }

    /** Computes a node whose inputs are known. */
    void compute(Node node) {
        List<HostTensor> operands = node.inputs().stream().map(this::value).toList();
        switch (node.op()) {
            case GATHER_ROWS ->
                behaviour.check(node, operands.get(1), node.input(0).shape().dim(0));
            case SCATTER_ADD_ROWS ->
                behaviour.check(node, operands.get(1), node.shape().dim(0));
            case CROSS_ENTROPY, CROSS_ENTROPY_GRAD ->
                behaviour.check(node, operands.get(1), node.input(0).shape().dim(1));
            default -> {} // takes no indices
        }
        values.put(node, behaviour.result(new Call(node, operands, this)));
    }

    /** What a node should be. */
    HostTensor right(Node node, List<HostTensor> operands) {
        if (node.op() == Op.INPUT) {
            return Objects.requireNonNull(inputs.get(node), node::toString);
        }
        if (node.attributes() instanceof Attributes.Of of) {
            return Objects.requireNonNull(variables.get(of.variable()), node::toString);
        }
        if (node.attributes() instanceof Attributes.Value value) {
            return value.tensor();
        }
        return arithmetic.compute(node.op(), node.attributes(), operands);
    }

    /** Whether a node's value goes to one other node, and nowhere else. */
    boolean hidden(Node node) {
        return uses(node) == 1
                && !graph.outputs().containsValue(node)
                && !graph.updates().containsValue(node);
    }

    /** How often a node's value is used. */
    int uses(Node node) {
        if (uses.isEmpty()) {
            graph.nodes().forEach(user -> user.inputs().forEach(this::count));
            graph.outputs().values().forEach(this::count);
            graph.updates().values().forEach(this::count);
        }
        return uses.getOrDefault(node, 0);
    }

    private void count(Node used) {
        uses.merge(used, 1, Integer::sum);
    }
}
