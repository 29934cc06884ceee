package org.memhop.conformance.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.memhop.api.GraphException;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;

/** Writes a graph of any operations on whatever fits them, with some updates; every operation is as likely as another. */
final class AnyGraph {
    private static final int[] EXTENTS = {1, 2, 3, 4, 5, 7, 8, 9, 17};
    private static final int MOST_ELEMENTS = 600;
    private static final int TRIES = 30;
    private static final List<Op> OPS = IntStream.range(0, Op.values().length)
            .mapToObj(i -> Op.values()[i])
            .filter(op -> op != Op.INPUT && op != Op.VARIABLE && op != Op.CONSTANT)
            .toList();

    private final Random random;
    private final DType type;
    private final Scope g;
    private final List<Node> floating = new ArrayList<>();
    private final List<Node> whole = new ArrayList<>();
    private final Map<Node, Integer> bounds = new HashMap<>(); // a whole number is 0 or more, and below this
    private final List<HostTensor> inputs = new ArrayList<>();
    private final Map<Variable, HostTensor> variables = new LinkedHashMap<>();

    private AnyGraph(long seed, DType type) {
        this.random = new Random(seed);
        this.type = type;
        this.g = Scope.root(type);
    }

    static Sample of(long seed, DType type) {
        AnyGraph graph = new AnyGraph(seed, type);
        graph.leaves();
        int steps = 5 + graph.random.nextInt(20);
        for (int i = 0; i < steps; i++) {
            graph.step();
        }
        graph.ends();
        return new Sample(graph.g.graph(), graph.variables, graph.inputs);
    }

    private void leaves() {
        for (int i = 2 + random.nextInt(3); i > 0; i--) {
            floating.add(input(shape()));
        }
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            Shape shape = random.nextBoolean() ? any(floating).shape() : shape();
            Variable variable = new Variable("v" + variables.size(), type, shape);
            variables.put(variable, numbers(shape));
            floating.add(g.variable(variable));
        }
        floating.add(g.constant(numbers(shape())));
        whole.add(indices(Shape.of(extent(), extent()), extent()));
        whole.add(indices(Shape.of(extent()), extent()));
    }

    private void ends() {
        int outputs = 1 + random.nextInt(3);
        g.output("y0", floating.get(floating.size() - 1));
        for (int i = 1; i <= outputs; i++) {
            g.output("y" + i, random.nextInt(4) == 0 ? any(whole) : any(floating));
        }
        for (Variable variable : variables.keySet()) {
            List<Node> fitting = floating.stream()
                    .filter(node -> node.shape().equals(variable.shape()))
                    .toList();
            if (random.nextInt(3) > 0) {
                g.update(variable, fitting.get(random.nextInt(fitting.size())));
            }
        }
    }

    private void step() {
        Op op = OPS.get(random.nextInt(OPS.size()));
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                Node node = make(op);
                if (node.shape().size() <= MOST_ELEMENTS) {
                    (node.type().isFloating() ? floating : whole).add(node);
                    return;
                }
            } catch (GraphException e) {
                // These operands do not fit; others may.
            }
        }
    }

    private Node make(Op op) {
        Node x = any(floating);
        return switch (op) {
            case INPUT, VARIABLE, CONSTANT -> throw new IllegalArgumentException(op.name());
            case NEG -> g.neg(x);
            case EXP -> g.exp(tame(x));
            case LOG -> g.log(random.nextInt(8) == 0 ? x : g.sigmoid(x));
            case SQRT -> g.sqrt(random.nextInt(8) == 0 ? x : g.mul(x, x));
            case TANH -> g.tanh(x);
            case SIGMOID -> g.sigmoid(x);
            case RELU -> g.relu(x);
            case ADD -> g.add(x, any(floating));
            case SUB -> g.sub(x, any(floating));
            case MUL -> g.mul(x, any(floating));
            case DIV -> g.div(x, random.nextInt(8) == 0 ? any(floating) : g.exp(tame(any(floating))));
            case MAXIMUM -> g.maximum(x, any(floating));
            case GREATER -> bounded(g.greater(x, any(floating)), 2);
            case EQUAL -> bounded(g.equal(x, random.nextBoolean() ? g.relu(x) : any(floating)), 2);
            case WHERE -> g.where(any(whole), x, any(floating));
            case CAST -> g.cast(any(whole), type);
            case STOP_GRADIENT -> g.stopGradient(x);
            case SUM -> g.sum(x, axes(x));
            case MAX -> g.max(x, axes(x));
            case ARGMAX -> {
                int axis = random.nextInt(Math.max(1, x.shape().rank()));
                yield bounded(g.argmax(x, axis), x.shape().dim(axis));
            }
            case MATMUL -> product(x);
            case RESHAPE -> g.reshape(x, Shape.of(x.shape().size()));
            case TRANSPOSE -> g.transpose(x, order(x));
            case BROADCAST_TO -> g.broadcastTo(x, x.shape().insert(0, extent()));
            case CONCAT -> g.concat(random.nextInt(Math.max(1, x.shape().rank())), List.of(x, any(floating), x));
            case SLICE -> slice(x);
            case PAD -> pad(x);
            case GATHER_ROWS -> gather(x);
            case SCATTER_ADD_ROWS -> scatter(x);
            case SOFTMAX -> g.softmax(x);
            case LOG_SOFTMAX -> g.logSoftmax(x);
            case CROSS_ENTROPY -> g.crossEntropy(x, labels(x));
            case CROSS_ENTROPY_GRAD ->
                g.crossEntropyGrad(
                        x, labels(x), g.reshape(g.sum(x, 1), Shape.of(x.shape().dim(0))));
        };
    }

    private Node tame(Node x) {
        return random.nextInt(8) == 0 ? x : g.tanh(x);
    }

    private Node product(Node x) {
        if (x.shape().rank() < 2) {
            throw new GraphException("a vector");
        }
        boolean ta = random.nextBoolean();
        boolean tb = random.nextBoolean();
        int inner = x.shape().dim(ta ? -2 : -1);
        int columns = extent();
        int[] dims = x.shape().dims();
        dims[dims.length - 2] = tb ? columns : inner;
        dims[dims.length - 1] = tb ? inner : columns;
        Shape wanted = Shape.of(dims);
        List<Node> fitting =
                floating.stream().filter(node -> node.shape().equals(wanted)).toList();
        if (!fitting.isEmpty()) {
            return g.matmul(x, fitting.get(random.nextInt(fitting.size())), ta, tb);
        }
        return random.nextInt(4) == 0 && wanted.size() <= MOST_ELEMENTS
                ? g.matmul(x, input(wanted), ta, tb)
                : g.matmul(x, x, ta, !ta);
    }

    private Node slice(Node x) {
        List<Integer> starts = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int dim : x.shape().dims()) {
            int start = dim == 0 ? 0 : random.nextInt(dim);
            starts.add(start);
            sizes.add(Math.min(dim - start, 1 + random.nextInt(Math.max(1, dim))));
        }
        return g.slice(x, starts, sizes);
    }

    private Node pad(Node x) {
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i < x.shape().rank(); i++) {
            before.add(random.nextInt(3));
            after.add(random.nextInt(3));
        }
        return g.pad(x, before, after);
    }

    private Node gather(Node x) {
        Node table = g.reshape(
                x, Shape.of(x.shape().size() / x.shape().dim(-1), x.shape().dim(-1)));
        int rows = table.shape().dim(0);
        List<Node> fitting = whole.stream().filter(node -> bound(node) <= rows).toList();
        return g.gatherRows(
                table,
                fitting.isEmpty() || random.nextInt(4) == 0
                        ? indices(Shape.of(extent()), rows)
                        : fitting.get(random.nextInt(fitting.size())));
    }

    private Node scatter(Node x) {
        Shape shape = x.shape().remove(-1);
        List<Node> fitting =
                whole.stream().filter(node -> node.shape().equals(shape)).toList();
        Node at = fitting.isEmpty() ? indices(shape, extent()) : fitting.get(random.nextInt(fitting.size()));
        return g.scatterAddRows(x, at, bound(at) + random.nextInt(2));
    }

    private Node labels(Node logits) {
        if (logits.shape().rank() != 2) {
            throw new GraphException("no logits");
        }
        return indices(Shape.of(logits.shape().dim(0)), logits.shape().dim(1));
    }

    private Node input(Shape shape) {
        Node node = g.input("x" + inputs.size(), type, shape);
        inputs.add(numbers(shape));
        return node;
    }

    private Node indices(Shape shape, int bound) {
        HostTensor values = HostTensor.zeros(DType.I32, shape);
        for (int i = 0; i < shape.size(); i++) {
            values.ints()[i] = random.nextInt(bound);
        }
        if (random.nextInt(3) == 0) {
            return bounded(g.constant(values), bound);
        }
        Node node = g.input("x" + inputs.size(), DType.I32, shape);
        inputs.add(values);
        return bounded(node, bound);
    }

    private Node bounded(Node node, int bound) {
        bounds.put(node, bound);
        return node;
    }

    private int bound(Node node) {
        return bounds.getOrDefault(node, Integer.MAX_VALUE);
    }

    private HostTensor numbers(Shape shape) {
        HostTensor values = HostTensor.zeros(type, shape);
        for (int i = 0; i < shape.size(); i++) {
            // Few digits, so that a graph that is written down can be read.
            values.set(i, Math.round(random.nextGaussian() * 64) / 64.0);
        }
        return values;
    }

    private Shape shape() {
        int rank = random.nextInt(4);
        int[] dims = new int[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = extent();
        }
        Shape shape = Shape.of(dims);
        return shape.size() > MOST_ELEMENTS / 2 ? shape() : shape;
    }

    private int extent() {
        return EXTENTS[random.nextInt(EXTENTS.length)];
    }

    private int[] axes(Node x) {
        return IntStream.range(0, x.shape().rank())
                .filter(axis -> random.nextBoolean())
                .toArray();
    }

    private Integer[] order(Node x) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
        Collections.shuffle(order, random);
        return order.toArray(new Integer[0]);
    }

    private Node any(List<Node> nodes) {
        // Mostly the newest, so that one value is built on another.
        int back = Math.min(random.nextInt(nodes.size()), random.nextInt(nodes.size()));
        return nodes.get(nodes.size() - 1 - back);
    }
}
