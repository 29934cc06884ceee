package org.memhop.conformance.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.core.compare.Scenario;

/** Small graphs with what no training has: every operation, numbers at the edge of a type, ties, empty axes. */
final class PeculiarGraphs {
    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        1e-40f,
        -3e-39f,
        1e-30f,
        1e-9f,
        0.7f,
        -0.7f,
        3f,
        3f,
        1e-4f,
        120f,
        -40f,
        2.5f
    };

    private PeculiarGraphs() {}

    static List<Scenario> all() {
        return List.of(elements(), integers(), rows(), shapes(DType.F32), shapes(DType.F64), fusions(), swap());
    }

    private static Scenario elements() {
        Scope g = Scope.root(DType.F32);
        Shape shape = Shape.of(SPECIAL.length);
        Node a = g.input("a", DType.F32, shape);
        Node b = g.input("b", DType.F32, shape);
        Node bits = g.input("bits", DType.I32, shape);
        List<Node> all = List.of(
                g.neg(a),
                g.exp(a),
                g.log(a),
                g.sqrt(a),
                g.tanh(a),
                g.sigmoid(a),
                g.relu(a),
                g.add(a, b),
                g.sub(a, b),
                g.mul(a, b),
                g.div(a, b),
                g.maximum(a, b),
                g.greater(a, b),
                g.equal(a, b),
                g.equal(a, a),
                g.where(bits, a, b),
                g.cast(a, DType.I32),
                g.stopGradient(a),
                g.max(a, 0),
                g.argmax(a, 0));
        outputs(g, all);
        float[] turned = new float[SPECIAL.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = SPECIAL[(i + 7) % turned.length];
        }
        int[] choices = IntStream.range(0, SPECIAL.length).map(i -> i % 4).toArray();
        turned[0] = -0f;
        turned[1] = 0f;
        turned[4] = 0f; // beside NaN and infinity
        turned[5] = 0f;
        return runs(
                g, HostTensor.of(shape, SPECIAL.clone()), HostTensor.of(shape, turned), HostTensor.of(shape, choices));
    }

    private static Scenario integers() {
        Scope g = Scope.root(DType.F32);
        Node a = g.input("a", DType.I32, Shape.of(4));
        outputs(g, List.of(g.add(a, a), g.mul(a, a), g.sum(a, 0)));
        return runs(g, HostTensor.of(Shape.of(4), 2_000_000_001, 16_777_217, -5, 100_003));
    }

    private static Scenario rows() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(4, 3));
        Node at = g.input("at", DType.I32, Shape.of(4));
        Node weights = g.input("weights", DType.F32, Shape.of(4));
        outputs(
                g,
                List.of(
                        g.softmax(x),
                        g.logSoftmax(x),
                        g.crossEntropy(x, at),
                        g.crossEntropyGrad(x, at, weights),
                        g.gatherRows(x, at),
                        g.scatterAddRows(x, at, 5),
                        g.argmax(x, 1),
                        g.max(g.neg(g.exp(x)), 1)));
        return runs(
                g,
                HostTensor.of(Shape.of(4, 3), 1f, 1f, -2f, 95f, 3f, 2f, 0.5f, 120f, -60f, 0.25f, -1f, 0.25f),
                HostTensor.of(Shape.of(4), 0, 2, 2, 1),
                HostTensor.of(Shape.of(4), 0.5f, 2f, -1f, 3f));
    }

    private static Scenario shapes(DType type) {
        Scope g = Scope.root(type);
        Node x = g.input("x", type, Shape.of(2, 3, 4));
        Node m = g.input("m", type, Shape.of(13, 13));
        Node column = g.input("column", type, Shape.of(3, 1));
        Node none = g.input("none", type, Shape.of(3, 0));
        outputs(
                g,
                List.of(
                        g.sum(x, 1),
                        g.sumAll(x),
                        g.sum(none, 1),
                        g.sum(m, 1),
                        g.matmul(m, m, false, true),
                        g.matmul(m, m, true, true),
                        g.matmul(m, m),
                        g.matmul(x, x, false, true),
                        g.reshape(x, Shape.of(4, 6)),
                        g.transpose(x, 1, 2, 0),
                        g.broadcastTo(column, Shape.of(3, 3)),
                        g.concat(1, List.of(x, g.neg(x))),
                        g.slice(x, List.of(0, 1, 1), List.of(2, 1, 2)),
                        g.pad(x, List.of(0, 1, 0), List.of(1, 0, 2)),
                        g.sub(x, g.exp(x))));
        return runs(
                g,
                numbers(type, x.shape(), 3),
                numbers(type, m.shape(), 5),
                numbers(type, column.shape(), 1),
                numbers(type, none.shape(), 0));
    }

    private static Scenario fusions() {
        Scope g = Scope.root(DType.F32);
        Node table = g.input("table", DType.F32, Shape.of(5, 4));
        Node words = g.input("words", DType.I32, Shape.of(3, 2));
        Node weights = g.input("weights", DType.F32, Shape.of(3, 2, 4));
        Node bag = g.sum(g.mul(g.gatherRows(table, words), weights), 1);
        Node product = g.matmul(bag, table, false, true);
        g.output("y", g.tanh(g.add(product, g.broadcastTo(g.constant(0.5), product.shape()))));
        return runs(
                g,
                numbers(DType.F32, table.shape(), 3),
                HostTensor.of(words.shape(), 1, 2, 3, 4, 1, 0),
                numbers(DType.F32, weights.shape(), 2));
    }

    /** Two variables that swap their values, and one that becomes the other's. */
    private static Scenario swap() {
        Scope g = Scope.root(DType.F32);
        Variable a = new Variable("a", DType.F32, Shape.of(3));
        Variable b = new Variable("b", DType.F32, Shape.of(3));
        Node x = g.input("x", DType.F32, Shape.of(3));
        g.output("sum", g.add(g.add(g.variable(a), g.variable(b)), x));
        g.update(a, g.variable(b));
        g.update(b, g.mul(g.variable(a), x));
        Map<Variable, HostTensor> values = new LinkedHashMap<>();
        values.put(a, numbers(DType.F32, Shape.of(3), 1));
        values.put(b, numbers(DType.F32, Shape.of(3), 4));
        List<Scenario.Run> runs = List.of(
                new Scenario.Run(List.of(numbers(DType.F32, Shape.of(3), 2)), values),
                new Scenario.Run(List.of(numbers(DType.F32, Shape.of(3), 5)), Map.of()));
        return new Scenario(g.graph(), runs);
    }

    private static void outputs(Scope g, List<Node> nodes) {
        for (int i = 0; i < nodes.size(); i++) {
            g.output("y" + i, nodes.get(i));
        }
    }

    /** Two runs; the values of the second are those of the first in reverse. */
    private static Scenario runs(Scope g, HostTensor... inputs) {
        List<HostTensor> second = new ArrayList<>();
        for (HostTensor input : inputs) {
            HostTensor reversed = input.copy();
            int size = input.shape().size();
            IntStream.range(0, size).forEach(i -> reversed.set(i, input.get(size - 1 - i)));
            second.add(reversed);
        }
        return new Scenario(
                g.graph(), List.of(new Scenario.Run(List.of(inputs), Map.of()), new Scenario.Run(second, Map.of())));
    }

    private static HostTensor numbers(DType type, Shape shape, int shift) {
        double[] values = IntStream.range(0, shape.size())
                .mapToDouble(i -> ((i * 7 + shift) % 23) / 7.0 - 1.4)
                .toArray();
        return HostTensor.ofRounded(type, shape, values);
    }
}
