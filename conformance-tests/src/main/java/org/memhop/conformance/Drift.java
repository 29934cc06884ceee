package org.memhop.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.core.compare.GraphCopy;
import org.memhop.core.compare.NodeOracle;
import org.memhop.core.compare.OpClass;

/**
 * How far rounding may carry the values of a graph that a backend computes in other steps than node by node. Each node may be
 * off by its own tolerance, and by what its operands' errors make of it: that is found by trying some.
 */
final class Drift {
    private static final int TRIES = 4;

    /** Both runs may err, and the tries may miss the worst signs. Counted once, at the end: it must not grow with the depth. */
    private static final double SAFETY = 4;

    /** An element that no try moved may still move as its neighbours do. */
    private static final double NEIGHBOURS = 0.25;

    private final Trial trial;
    private final Map<Node, HostTensor> observed;
    private final Map<Node, NodeOracle.Exact> exacts;
    private final Map<Node, double[]> errors = new HashMap<>();
    private final Random random = new Random(1);

    /**
     * @param observed the values of all nodes, when every node was an output
     * @param exacts what is exact for each node that is no leaf, given those values
     */
    Drift(Trial trial, Map<Node, HostTensor> observed, Map<Node, NodeOracle.Exact> exacts) {
        this.trial = trial;
        this.observed = observed;
        this.exacts = exacts;
    }

    /**
     * That a value is no further from the observed one than rounding carries it.
     *
     * @throws Failure with the first element that is
     */
    void require(String what, Node node, HostTensor found) {
        HostTensor expected = Objects.requireNonNull(observed.get(node));
        if (found.type() != expected.type() || !found.shape().equals(expected.shape())) {
            throw new Failure(what + ": found " + found + ", expected " + expected);
        }
        double[] allowed = errors(node);
        for (int i = 0; i < allowed.length; i++) {
            double got = found.get(i);
            double want = expected.get(i);
            double room = SAFETY * allowed[i];
            boolean right = got == want
                    || (Double.isNaN(got) && Double.isNaN(want))
                    || Math.abs(got - want) <= room
                    || !Double.isFinite(room);
            if (!right) {
                throw new Failure(what + ": element " + Arrays.toString(Explanation.index(found.shape(), i)) + " is "
                        + got + ", but " + want + " when every node of the graph is an output; rounding explains ± "
                        + room);
            }
        }
    }

    /** The largest errors of a node's elements. */
    private double[] errors(Node last) {
        // Not recursive: a long graph would overflow the stack. Ids ascend from inputs to results.
        exacts.keySet().stream()
                .filter(node -> node.id() <= last.id() && !errors.containsKey(node))
                .sorted((a, b) -> Integer.compare(a.id(), b.id()))
                .forEach(node -> errors.put(node, compute(node)));
        return known(last);
    }

    private double[] known(Node node) {
        return errors.computeIfAbsent(node, leaf -> new double[leaf.shape().size()]);
    }

    private double[] compute(Node node) {
        NodeOracle.Exact exact = Objects.requireNonNull(exacts.get(node));
        double[] error = new double[node.shape().size()];
        List<Node> operands = node.inputs();
        if (operands.stream().anyMatch(this::boundless)) {
            Arrays.fill(error, Double.POSITIVE_INFINITY);
            return error;
        }
        if (operands.stream().anyMatch(operand -> Arrays.stream(known(operand)).anyMatch(e -> e > 0))) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                List<HostTensor> values = new ArrayList<>();
                for (Node operand : operands) {
                    values.add(moved(operand, attempt, values.size()));
                }
                HostTensor moved = trial.oracle().value(node, values);
                for (int i = 0; i < error.length; i++) {
                    double difference = Math.abs(moved.get(i) - exact.value().get(i));
                    error[i] = Math.max(error[i], Double.isNaN(difference) ? 0 : difference);
                }
            }
        }
        // In a sum errors may have cancelled in every try.
        boolean sums = OpClass.of(node.op()) == OpClass.SUM || OpClass.of(node.op()) == OpClass.SOFTMAX;
        double neighbours = sums ? NEIGHBOURS * Arrays.stream(error).max().orElse(0) : 0;
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.max(error[i], neighbours) + exact.bound().allowed()[i];
        }
        return error;
    }

    /** Whether nothing can be said of what depends on a node: its errors have no bound, or it may be another whole number. */
    private boolean boundless(Node node) {
        double[] error = known(node);
        return Arrays.stream(error).anyMatch(node.type().isFloating() ? e -> !Double.isFinite(e) : e -> e > 0);
    }

    /** A node's value, off by its error, in float64: first all upwards, then one operand against the other, then anyhow. */
    private HostTensor moved(Node node, int attempt, int operand) {
        HostTensor value = GraphCopy.widened(Objects.requireNonNull(observed.get(node)));
        double[] error = known(node);
        if (node.type().isFloating()) {
            for (int i = 0; i < error.length; i++) {
                boolean up = attempt == 0 || (attempt == 1 ? operand % 2 == 0 : random.nextBoolean());
                value.set(i, value.get(i) + (up ? error[i] : -error[i]));
            }
        }
        return value;
    }
}
