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

/**
 * How far rounding may carry the values of a graph that a backend computes in other steps than node by node. That is found by
 * trying: the graph is computed in float64 a few times over, every node of it off by its own tolerance, upwards or downwards.
 */
final class Drift {
    private static final int TRIES = 6;

    /** Both runs may err, and the tries may miss the worst signs. */
    private static final double SAFETY = 4;

    /** An element that no try moved may still move as its neighbours do. */
    private static final double NEIGHBOURS = 0.1;

    private final Trial trial;
    private final Map<Node, HostTensor> observed;
    private final Map<Node, NodeOracle.Exact> exacts;
    private final List<Map<Node, HostTensor>> tries = new ArrayList<>();

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
        HostTensor expected = value(observed, node);
        if (found.type() != expected.type() || !found.shape().equals(expected.shape())) {
            throw new Failure(what + ": found " + found + ", expected " + expected);
        }
        double[] room = room(node, expected);
        for (int i = 0; i < room.length; i++) {
            double got = found.get(i);
            double want = expected.get(i);
            boolean right = got == want
                    || (Double.isNaN(got) && Double.isNaN(want))
                    || Math.abs(got - want) <= room[i]
                    || !Double.isFinite(room[i]);
            if (!right) {
                throw new Failure(what + ": element "
                        + Arrays.toString(found.shape().coordinates(i)) + " is "
                        + got + ", but " + want + " when every node of the graph is an output; rounding explains ± "
                        + room[i]);
            }
        }
    }

    private double[] room(Node node, HostTensor expected) {
        if (tries.isEmpty()) {
            Random random = new Random(1);
            for (int i = 0; i < TRIES; i++) {
                tries.add(attempt(random));
            }
        }
        double[] moved = new double[node.shape().size()];
        for (Map<Node, HostTensor> attempt : tries) {
            HostTensor values = value(attempt, node);
            for (int i = 0; i < moved.length; i++) {
                double distance = Math.abs(values.get(i) - expected.get(i));
                moved[i] = Math.max(moved[i], Double.isNaN(distance) ? 0 : distance);
            }
        }
        double neighbours = NEIGHBOURS * Arrays.stream(moved).max().orElse(0);
        double[] own = Objects.requireNonNull(exacts.get(node)).bound().allowed();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = SAFETY * (Math.max(moved[i], neighbours) + own[i]);
        }
        return moved;
    }

    /** The values of all nodes, each off by its tolerance. */
    private Map<Node, HostTensor> attempt(Random random) {
        Map<Node, HostTensor> values = new HashMap<>();
        observed.forEach((node, value) -> {
            if (!exacts.containsKey(node)) {
                values.put(node, GraphCopy.widened(value));
            }
        });
        exacts.keySet().stream()
                .sorted((a, b) -> Integer.compare(a.id(), b.id())) // inputs come before results
                .forEach(node -> values.put(node, moved(node, values, random)));
        return values;
    }

    private HostTensor moved(Node node, Map<Node, HostTensor> values, Random random) {
        List<HostTensor> operands =
                node.inputs().stream().map(operand -> value(values, operand)).toList();
        HostTensor result = trial.oracle().value(node, operands);
        double[] own = Objects.requireNonNull(exacts.get(node)).bound().allowed();
        for (int i = 0; i < own.length; i++) {
            if (own[i] > 0) {
                result.set(i, result.get(i) + (random.nextBoolean() ? own[i] : -own[i]));
            }
        }
        return result;
    }

    private static HostTensor value(Map<Node, HostTensor> values, Node node) {
        return Objects.requireNonNull(values.get(node), node::toString);
    }
}
