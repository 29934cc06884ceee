package org.memhop.conformance;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.GraphCopy;
import org.memhop.core.compare.NodeOracle;
import org.memhop.core.compare.OpClass;

/**
 * Tries a backend on a whole graph, twice: with every node as an output, where each is held against what its operands on that
 * very backend make exact; and as it is, where the backend may compute several nodes at once. What is only moved there keeps
 * its bits, what is computed from such operands its own tolerance, and everything else is no further from the first run than
 * rounding carries it.
 */
public final class GraphCheck {
    private static final Set<Op> LEAVES = EnumSet.of(Op.INPUT, Op.VARIABLE, Op.CONSTANT);

    private final Trial trial;
    private final Graph graph;
    private final Map<Variable, HostTensor> variables;
    private final List<HostTensor> inputs;
    private final Map<Node, HostTensor> observed = new HashMap<>();
    private final Map<Node, NodeOracle.Exact> exacts = new HashMap<>();
    private final Set<Node> given = new HashSet<>(); // whose bits do not depend on the backend

    private final Drift drift;

    private GraphCheck(Trial trial, Graph graph, Map<Variable, HostTensor> variables, List<HostTensor> inputs) {
        this.trial = trial;
        this.graph = graph;
        this.variables = variables;
        this.inputs = inputs;
        this.drift = new Drift(trial, observed, exacts);
    }

    /**
     * Tries a graph.
     *
     * @param variables a value for each of the graph's variables
     * @throws Failure that names the first node, or the output, that is wrong
     */
    public static void of(Trial trial, Graph graph, Map<Variable, HostTensor> variables, List<HostTensor> inputs) {
        GraphCheck check = new GraphCheck(trial, graph, variables, inputs);
        check.observe();
        check.plain();
    }

    private void observe() {
        Graph all = GraphCopy.observed(graph).graph();
        try (Session session = trial.backend().newSession(all.variables());
                Executable executable = session.compile(all)) {
            all.variables().forEach(variable -> session.write(variable, value(variable)));
            List<HostTensor> results = run(executable);
            int next = 0;
            for (Node node : graph.nodes()) {
                observed.put(node, results.get(next).copy());
                next++;
            }
        }
        for (Node node : graph.nodes()) {
            HostTensor found = observed(node);
            if (LEAVES.contains(node.op())) {
                trial.same(node.toString(), found, leaf(node));
                given.add(node);
                continue;
            }
            NodeOracle.Exact exact = trial.oracle().exact(node, operands(node));
            trial.judge(node, operands(node), found, exact);
            exacts.put(node, exact);
            if (OpClass.of(node.op()) == OpClass.EXACT && given.containsAll(node.inputs())) {
                given.add(node);
            }
        }
    }

    private void plain() {
        try (Session session = trial.backend().newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            for (int run = 1; run <= 2; run++) {
                graph.variables().forEach(variable -> session.write(variable, value(variable)));
                List<HostTensor> results = run(executable);
                int next = 0;
                for (Map.Entry<String, Node> output : graph.outputs().entrySet()) {
                    compare("run " + run + ", output " + output.getKey(), output.getValue(), results.get(next));
                    next++;
                }
                for (Variable variable : graph.variables()) {
                    HostTensor after = session.read(variable);
                    Node update = graph.updates().get(variable);
                    if (update == null) {
                        trial.same("run " + run + ", variable " + variable, after, value(variable));
                    } else {
                        compare("run " + run + ", updated " + variable, update, after);
                    }
                }
            }
        }
    }

    /** The results for copies of the inputs, which must stay as they are. */
    private List<HostTensor> run(Executable executable) {
        List<HostTensor> given = inputs.stream().map(HostTensor::copy).toList();
        List<HostTensor> results = executable.run(given);
        for (int i = 0; i < given.size(); i++) {
            String name = Graph.nameOf(graph.inputs().get(i));
            trial.same("input " + name + " after the run, which only reads it", given.get(i), inputs.get(i));
        }
        return results;
    }

    private void compare(String what, Node node, HostTensor found) {
        if (given.contains(node)) {
            trial.same(what + " = " + node, found, observed(node));
        } else if (given.containsAll(node.inputs())) {
            trial.judge(node, operands(node), found);
        } else {
            drift.require(what + " = " + node, node, found);
        }
    }

    private List<HostTensor> operands(Node node) {
        return node.inputs().stream().map(this::observed).toList();
    }

    private HostTensor observed(Node node) {
        return found(observed, node);
    }

    private HostTensor leaf(Node node) {
        if (node.attributes() instanceof Attributes.Of of) {
            return value(of.variable());
        } else if (node.attributes() instanceof Attributes.Value constant) {
            return constant.tensor();
        }
        return inputs.get(graph.inputs().indexOf(node));
    }

    private HostTensor value(Variable variable) {
        return found(variables, variable);
    }

    private static <K> HostTensor found(Map<K, HostTensor> tensors, K key) {
        HostTensor tensor = tensors.get(key);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no value for " + key);
        }
        return tensor;
    }
}
