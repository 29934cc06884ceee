package org.memhop.core.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Variable;

/** A graph copied with one difference, and which node became which. All inputs are kept, in their order, used or not. */
public final class GraphCopy {
    private final UnaryOperator<DType> types;
    private final Scope root;
    private final Map<Node, Node> copies = new HashMap<>();

    private GraphCopy(UnaryOperator<DType> types) {
        this.types = types;
        this.root = Scope.root(DType.F64);
    }

    /** In float64: F32 has become F64 everywhere, outputs and updates are the same. */
    public static GraphCopy widened(Graph graph) {
        GraphCopy copy = new GraphCopy(GraphCopy::wide);
        graph.nodes().forEach(copy::add);
        graph.outputs().forEach((name, node) -> copy.root.output(name, copy.of(node)));
        graph.updates().forEach((variable, node) -> copy.root.update(copy.variable(variable), copy.of(node)));
        return copy;
    }

    /** With every node as an output, named {@code %id} by its id here, and no updates. */
    public static GraphCopy observed(Graph graph) {
        GraphCopy copy = new GraphCopy(UnaryOperator.identity());
        for (Node node : graph.nodes()) {
            copy.add(node);
            copy.root.output(name(node), copy.of(node));
        }
        return copy;
    }

    /** Only what these nodes need; each is an output, named {@code %id}. No updates. */
    public static GraphCopy upTo(Graph graph, List<Node> ends) {
        Set<Node> needed = new HashSet<>(ends);
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(nodes.get(i))) {
                needed.addAll(nodes.get(i).inputs());
            }
        }
        GraphCopy copy = new GraphCopy(UnaryOperator.identity());
        nodes.stream()
                .filter(node -> node.op() == Op.INPUT || needed.contains(node))
                .forEach(copy::add);
        ends.stream().distinct().forEach(node -> copy.root.output(name(node), copy.of(node)));
        return copy;
    }

    /**
     * Only what these nodes, and the updates of these variables, need. What is {@code given} is not computed but becomes an
     * input, named {@code %id}; inputs of the original that nothing needs are left out. Each end is an output, named {@code
     * %id}.
     */
    public static GraphCopy excerpt(Graph graph, Collection<Node> ends, Collection<Variable> updates, Set<Node> given) {
        Set<Node> needed = new HashSet<>(ends);
        graph.updates().forEach((variable, node) -> {
            if (updates.contains(variable)) {
                needed.add(node);
            }
        });
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (needed.contains(nodes.get(i)) && !given.contains(nodes.get(i))) {
                needed.addAll(nodes.get(i).inputs());
            }
        }
        GraphCopy copy = new GraphCopy(UnaryOperator.identity());
        Set<String> names = new HashSet<>();
        graph.inputs().forEach(input -> names.add(Graph.nameOf(input)));
        for (Node node : nodes) {
            if (needed.contains(node) && given.contains(node) && node.op() != Op.INPUT) {
                String name = name(node);
                while (!names.add(name)) {
                    name += "'"; // an excerpt of an excerpt
                }
                copy.copies.put(node, copy.at(node).input(name, node.type(), node.shape()));
            } else if (needed.contains(node)) {
                copy.add(node);
            }
        }
        ends.stream().distinct().forEach(node -> copy.root.output(name(node), copy.of(node)));
        graph.updates().forEach((variable, node) -> {
            if (updates.contains(variable)) {
                copy.root.update(variable, copy.of(node));
            }
        });
        return copy;
    }

    /** One operation alone: its operands are the inputs {@code x0}, {@code x1}, …, its result the output {@code y}. */
    public static GraphCopy alone(Node node) {
        GraphCopy copy = new GraphCopy(UnaryOperator.identity());
        copy.addAlone(node);
        return copy;
    }

    /** As {@link #alone}, in float64. */
    public static GraphCopy aloneWidened(Node node) {
        GraphCopy copy = new GraphCopy(GraphCopy::wide);
        copy.addAlone(node);
        return copy;
    }

    /** The name {@link #observed} and {@link #upTo} give the value of a node. */
    public static String name(Node node) {
        return "%" + node.id();
    }

    /** The same values, F32 widened to F64. */
    public static HostTensor widened(HostTensor tensor) {
        return in(wide(tensor.type()), tensor);
    }

    /** The same variable, F32 widened to F64. */
    public static Variable widened(Variable variable) {
        return new Variable(variable.name(), wide(variable.type()), variable.shape());
    }

    /** The copy. */
    public Graph graph() {
        return root.graph();
    }

    /** What a node of the original became. */
    public Node of(Node original) {
        return Objects.requireNonNull(copies.get(original), original::toString);
    }

    /** The nodes of the original that became the copy's inputs, in the order of those. */
    public List<Node> sources() {
        Map<Node, Node> originals = new HashMap<>();
        copies.forEach((original, copied) -> originals.put(copied, original));
        return graph().inputs().stream()
                .map(input -> Objects.requireNonNull(originals.get(input)))
                .toList();
    }

    private void addAlone(Node node) {
        List<Node> operands = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Node operand = node.input(i);
            operands.add(root.input("x" + i, types.apply(operand.type()), operand.shape()));
        }
        copies.put(node, make(node, operands));
        root.output("y", of(node));
    }

    private void add(Node node) {
        copies.put(node, make(node, node.inputs().stream().map(this::of).toList()));
    }

    private Node make(Node node, List<Node> operands) {
        Scope at = at(node);
        Attributes attributes = node.attributes();
        if (attributes instanceof Attributes.Named named) {
            return at.input(named.name(), types.apply(node.type()), node.shape());
        }
        if (attributes instanceof Attributes.Of of) {
            return at.variable(variable(of.variable()));
        }
        if (attributes instanceof Attributes.Value value) {
            return at.constant(in(types.apply(node.type()), value.tensor()));
        }
        if (attributes instanceof Attributes.To to) {
            return at.node(node.op(), operands, new Attributes.To(types.apply(to.type())));
        }
        return at.node(node.op(), operands, attributes);
    }

    private Scope at(Node node) {
        return node.scope().isEmpty() ? root : root.scope(node.scope());
    }

    private Variable variable(Variable variable) {
        return new Variable(variable.name(), types.apply(variable.type()), variable.shape());
    }

    private static DType wide(DType type) {
        return type == DType.F32 ? DType.F64 : type;
    }

    private static HostTensor in(DType type, HostTensor tensor) {
        HostTensor copy = HostTensor.zeros(type, tensor.shape());
        for (int i = 0; i < tensor.shape().size(); i++) {
            copy.set(i, tensor.get(i));
        }
        return copy;
    }
}
