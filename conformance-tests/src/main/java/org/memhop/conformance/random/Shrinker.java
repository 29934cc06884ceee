package org.memhop.conformance.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.GraphCopy;

/** Looks for the smallest graph that still fails: fewer ends or earlier ones, and nodes cut off and given as inputs. */
public final class Shrinker {
    private static final Set<Op> LEAVES = Set.of(Op.INPUT, Op.VARIABLE, Op.CONSTANT);

    private final Backend reference;
    private final Predicate<Sample> fails;

    /**
     * @param reference computes what a node that is cut off is replaced by
     * @param fails whether a sample is still worth looking at
     */
    public Shrinker(Backend reference, Predicate<Sample> fails) {
        this.reference = reference;
        this.fails = fails;
    }

    /** A sample that fails and of which nothing can be left out; the given one, if it does not fail when tried again. */
    public Sample shrink(Sample failing) {
        Sample smallest = failing;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Sample candidate : candidates(smallest)) {
                if (size(candidate) < size(smallest) && fails.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** The boldest first: one end alone, an end nearer to the inputs, then cuts near the ends. */
    private List<Sample> candidates(Sample sample) {
        List<Sample> all = new ArrayList<>();
        Graph graph = sample.graph();
        if (graph.outputs().size() + graph.updates().size() > 1) {
            graph.outputs().forEach((name, node) -> all.add(copy(sample, Map.of(name, node), Map.of(), Map.of())));
            graph.updates().forEach((variable, node) -> {
                all.add(copy(sample, Map.of(), Map.of(variable, node), Map.of()));
                all.add(copy(sample, without(graph.outputs(), ""), without(graph.updates(), variable), Map.of()));
            });
            graph.outputs()
                    .keySet()
                    .forEach(name -> all.add(copy(sample, without(graph.outputs(), name), graph.updates(), Map.of())));
        }
        Map<Node, HostTensor> values = values(sample);
        List<Node> nodes = graph.nodes();
        for (Node node : nodes) {
            if (!LEAVES.contains(node.op())) {
                all.add(copy(sample, Map.of("y", node), Map.of(), Map.of()));
            }
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (!LEAVES.contains(node.op())) {
                Map<Node, HostTensor> cut = Map.of(node, Objects.requireNonNull(values.get(node)));
                all.add(copy(sample, graph.outputs(), graph.updates(), cut));
            }
        }
        return all;
    }

    private Map<Node, HostTensor> values(Sample sample) {
        Graph all = GraphCopy.observed(sample.graph()).graph();
        Map<Node, HostTensor> values = new HashMap<>();
        try (Session session = reference.newSession(all.variables());
                Executable executable = session.compile(all)) {
            all.variables()
                    .forEach(v -> session.write(
                            v, Objects.requireNonNull(sample.variables().get(v))));
            List<HostTensor> results = executable.run(sample.inputs());
            for (int i = 0; i < results.size(); i++) {
                values.put(sample.graph().nodes().get(i), results.get(i).copy());
            }
        }
        return values;
    }

    /** What must become less: nodes that compute, then leaves, then ends. */
    private static int size(Sample sample) {
        Graph graph = sample.graph();
        int computing = (int) graph.nodes().stream()
                .filter(node -> !LEAVES.contains(node.op()))
                .count();
        return 1000 * computing
                + 10 * graph.nodes().size()
                + graph.outputs().size()
                + graph.updates().size();
    }

    private static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        Map<K, V> rest = new LinkedHashMap<>(map);
        rest.remove(key);
        return rest;
    }

    /** Some of the ends, with what they need; nodes that are cut off become inputs. */
    private static Sample copy(
            Sample sample, Map<String, Node> outputs, Map<Variable, Node> updates, Map<Node, HostTensor> cuts) {
        Copy copy = new Copy(sample, cuts);
        outputs.forEach((name, node) -> copy.root.output(name, copy.of(node)));
        updates.forEach((variable, node) -> copy.root.update(variable, copy.of(node)));
        Graph graph = copy.root.graph();
        Map<Variable, HostTensor> variables = new LinkedHashMap<>();
        graph.variables()
                .forEach(v -> variables.put(
                        v, Objects.requireNonNull(sample.variables().get(v))));
        return new Sample(graph, variables, copy.inputs);
    }

    /** A graph that is copied from its ends. */
    private static final class Copy {
        private final Sample sample;
        private final Map<Node, HostTensor> cuts;
        private final Scope root = Scope.root(DType.F32);
        private final Map<Node, Node> copies = new HashMap<>();
        private final List<HostTensor> inputs = new ArrayList<>();

        Copy(Sample sample, Map<Node, HostTensor> cuts) {
            this.sample = sample;
            this.cuts = cuts;
        }

        Node of(Node node) {
            Node known = copies.get(node);
            if (known != null) {
                return known;
            }
            Node copy = make(node);
            copies.put(node, copy);
            return copy;
        }

        private Node make(Node node) {
            HostTensor cut = cuts.get(node);
            if (cut != null) {
                return input(node, cut);
            }
            if (node.attributes() instanceof Attributes.Named) {
                return input(node, sample.inputs().get(sample.graph().inputs().indexOf(node)));
            }
            return root.node(node.op(), node.inputs().stream().map(this::of).toList(), node.attributes());
        }

        private Node input(Node node, HostTensor value) {
            Node input = root.input("x" + inputs.size(), node.type(), node.shape());
            inputs.add(value);
            return input;
        }
    }
}
