package org.memhop.conformance.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.TensorType;
import org.memhop.api.graph.Variable;

/**
 * Writes a random graph of what a backend may compute in one step: weighted bags of words, their gradients, softmax and loss
 * with theirs, clipped descent. Some of the intermediate values are outputs too.
 */
final class NetworkGraph {
    private static final int B = 2;
    private static final int M = 3;
    private static final int J = 4;
    // So that a table can be reshaped to rows.
    private static final int V = B * M;

    private final Random random;
    private final int width;
    private final Scope g;
    private final DType type;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Node> tables = new ArrayList<>(); // [V, d]
    private final List<Node> rows = new ArrayList<>(); // [B, M, d]
    private final List<Node> numbers = new ArrayList<>(); // [B·M]
    private final List<Node> words = new ArrayList<>(); // [B, M, J]
    private final List<Node> weights = new ArrayList<>(); // [J, d] or [B, M, J, d]
    private final Node labels;
    private int outputs;

    private NetworkGraph(long seed, int width, Scope g, DType type) {
        this.random = new Random(seed);
        this.width = width;
        this.g = g;
        this.type = type;
        this.labels = g.input("labels<" + width, DType.I32, Shape.of(B * M));
    }

    /** The graph of a seed, with rows of some width. */
    static Sample of(long seed, int width, DType type) {
        Scope g = Scope.root(type);
        new NetworkGraph(seed, width, g, type).write();
        Graph graph = g.graph();
        Random random = new Random(seed);
        List<HostTensor> inputs = new ArrayList<>();
        graph.inputs().forEach(node -> inputs.add(numbers(node.tensorType(), Graph.nameOf(node), random)));
        Map<Variable, HostTensor> variables = new LinkedHashMap<>();
        graph.variables()
                .forEach(v -> variables.put(v, numbers(new TensorType(v.type(), v.shape()), v.name(), random)));
        return new Sample(graph, variables, inputs);
    }

    /** Values for a leaf; a whole number named {@code "words<7"} is one from 0 to 6. */
    private static HostTensor numbers(TensorType type, String name, Random random) {
        HostTensor tensor = HostTensor.zeros(type.type(), type.shape());
        int bound = type.type() == DType.I32 ? Integer.parseInt(name.substring(name.indexOf('<') + 1)) : 0;
        for (int i = 0; i < tensor.shape().size(); i++) {
            tensor.set(i, bound > 0 ? random.nextInt(bound) : Math.round(random.nextGaussian() * 64) / 64.0);
        }
        return tensor;
    }

    private void write() {
        leaves();
        int steps = 4 + random.nextInt(10);
        for (int i = 0; i < steps; i++) {
            step();
        }
        g.output("last table", last(tables));
        g.output("last rows", last(rows));
        for (Variable variable : variables) {
            if (random.nextBoolean()) {
                g.update(variable, newValue(g.variable(variable)));
            }
        }
    }

    private void leaves() {
        for (int i = 0; i < 2; i++) {
            Variable variable = new Variable("table" + i, type, Shape.of(V, width));
            variables.add(variable);
            tables.add(g.variable(variable));
            rows.add(g.input("rows" + i, type, Shape.of(B, M, width)));
            words.add(g.input("words" + i + "<" + V, DType.I32, Shape.of(B, M, J)));
        }
        double[] fixed = random.doubles((long) J * width).map(x -> (float) x).toArray();
        Node constant = g.constant(HostTensor.ofRounded(type, Shape.of(J, width), fixed));
        weights.add(constant);
        weights.add(g.variable(new Variable("weights", type, Shape.of(J, width))));
        weights.add(g.gatherRows(constant, g.input("picked<" + J, DType.I32, Shape.of(B, M, J))));
        numbers.add(g.input("numbers", type, Shape.of(B * M)));
    }

    private void step() {
        switch (random.nextInt(13)) {
            case 0, 1 -> add(rows, bag());
            case 2, 3 -> add(tables, scaled(scatter(any(rows))));
            case 4 -> add(tables, g.add(any(tables), scaled(scatter(any(rows)))));
            case 5 -> add(tables, sumOfScatters());
            case 6 -> add(rows, random.nextBoolean() ? g.add(any(rows), any(rows)) : asRows(any(tables)));
            case 7 -> add(tables, withoutSomeRows(any(tables)));
            case 8 -> add(rows, random.nextBoolean() ? g.softmax(any(rows)) : softmaxGradient(any(rows), any(rows)));
            case 9 -> crossEntropy();
            case 10 -> add(rows, outerSum());
            case 11 -> add(numbers, number());
            default -> add(tables, random.nextBoolean() ? g.neg(any(tables)) : g.tanh(any(tables)));
        }
    }

    private Node bag() {
        Node list = any(words);
        if (random.nextInt(4) == 0) {
            // The same words, a whole story at once.
            Node gathered = g.gatherRows(any(tables), g.reshape(list, Shape.of(B, M * J)));
            Node sums = g.sum(gathered, -2);
            return g.broadcastTo(g.reshape(sums, Shape.of(B, 1, width)), Shape.of(B, M, width));
        }
        Node gathered = g.gatherRows(any(tables), list);
        return g.sum(random.nextInt(3) == 0 ? gathered : g.mul(gathered, any(weights)), -2);
    }

    private Node scatter(Node x) {
        Node each = g.broadcastTo(g.reshape(x, Shape.of(B, M, 1, width)), Shape.of(B, M, J, width));
        return g.scatterAddRows(random.nextInt(3) == 0 ? each : g.mul(each, any(weights)), any(words), V);
    }

    private Node sumOfScatters() {
        Node list = any(words);
        Node weight = any(weights);
        Node sum = random.nextBoolean() ? any(tables) : scaled(scatter(any(rows)));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            Node x = any(rows);
            Node each = g.broadcastTo(g.reshape(x, Shape.of(B, M, 1, width)), Shape.of(B, M, J, width));
            sum = g.add(sum, g.scatterAddRows(g.mul(each, weight), list, V));
        }
        return sum;
    }

    private Node withoutSomeRows(Node table) {
        int[] live = random.ints(V, 0, 2).toArray();
        live[0] = random.nextInt(4) == 0 ? 1 : 0;
        return g.where(g.constant(HostTensor.of(Shape.of(V, 1), live)), table, g.constant(0.0));
    }

    private Node softmaxGradient(Node x, Node dp) {
        Node p = random.nextBoolean() ? g.softmax(x) : x;
        Node sums = g.reshape(g.sum(g.mul(dp, p), -1), Shape.of(B, M, 1));
        return g.mul(p, g.sub(dp, g.broadcastTo(sums, dp.shape())));
    }

    private void crossEntropy() {
        Node logits = g.reshape(any(rows), Shape.of(B * M, width));
        boolean lossFirst = random.nextBoolean();
        if (lossFirst) {
            add(numbers, g.crossEntropy(logits, labels));
        }
        Node factor = any(numbers);
        if (random.nextBoolean()) {
            Node column = g.broadcastTo(g.input("factor" + rows.size(), type, Shape.of(B, 1)), Shape.of(B, M));
            factor = g.reshape(column, Shape.of(B * M));
        } else if (random.nextBoolean()) {
            factor = g.broadcastTo(g.input("factor" + rows.size(), type, Shape.of(1)), Shape.of(B * M));
            add(numbers, factor);
        }
        add(rows, g.reshape(g.crossEntropyGrad(logits, labels, factor), Shape.of(B, M, width)));
        if (!lossFirst) {
            add(numbers, g.crossEntropy(logits, labels));
        }
    }

    private Node outerSum() {
        Node a = g.reshape(any(numbers), Shape.of(B, M, 1));
        Node b = g.reshape(any(numbers), Shape.of(B, 1, M));
        Node u = g.slice(any(rows), List.of(0, 0, 0), List.of(B, 1, width));
        Node v = g.reshape(g.slice(any(rows), List.of(0, 1, 0), List.of(B, 1, width)), Shape.of(B, width, 1));
        Node first = g.matmul(a, u);
        Node second = g.matmul(b, v, true, true);
        keep(first);
        return scaled(g.add(first, second));
    }

    private Node number() {
        Node x = any(rows);
        return g.reshape(random.nextBoolean() ? g.sum(x, -1) : g.max(x, -1), Shape.of(B * M));
    }

    /** A step of clipped descent, or just some table. */
    private Node newValue(Node old) {
        Node gradient = any(tables);
        if (random.nextInt(3) == 0) {
            return gradient;
        }
        if (random.nextBoolean()) {
            gradient = withoutSomeRows(gradient);
        }
        Node norm = g.sqrt(g.sumAll(g.mul(gradient, gradient)));
        Node factor = g.div(g.constant(2.0), g.maximum(norm, g.constant(2.0)));
        return g.sub(old, g.mul(g.mul(gradient, factor), g.constant(0.5)));
    }

    private Node asRows(Node table) {
        return g.reshape(table, Shape.of(B, M, width));
    }

    /** Keeps sums of sums from growing, where a fusion is not to be kept from its end. */
    private Node scaled(Node x) {
        return random.nextBoolean() ? x : g.mul(x, g.constant(0.25));
    }

    private void add(List<Node> known, Node node) {
        known.add(node);
        keep(node);
    }

    private void keep(Node node) {
        if (random.nextInt(4) == 0) {
            g.output("y" + outputs++, node);
        }
    }

    private Node any(List<Node> nodes) {
        // Mostly the newest, so that one value is built on another.
        int back = Math.min(random.nextInt(nodes.size()), random.nextInt(nodes.size()));
        return nodes.get(nodes.size() - 1 - back);
    }

    private static Node last(List<Node> nodes) {
        return nodes.get(nodes.size() - 1);
    }
}
