package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.conformance.Case;
import org.memhop.conformance.GraphCheck;
import org.memhop.conformance.Group;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.optimize.Optimizer;

/** Whole networks: their answers, the gradients of all parameters, and a training step node by node. */
final class ModelCases {
    private ModelCases() {}

    static List<Case> list() {
        List<Case> cases = new ArrayList<>();
        for (DType type : List.of(DType.F32, DType.F64)) {
            for (Network network : networks()) {
                for (boolean linear : new boolean[] {false, true}) {
                    String how = network + (linear ? ", without softmax, " : ", ") + type;
                    // Without softmax large scores would leave no gradient.
                    double deviation = linear ? 0.3 : 0.6;
                    cases.add(agreeing(
                            "gradients of a network: " + how,
                            type,
                            network,
                            deviation,
                            in -> network.in(in).gradient(Network.examples().length, linear)));
                }
                cases.add(agreeing(
                        "answers of a network: " + network + ", " + type,
                        type,
                        network,
                        0.6,
                        in -> network.in(in).scoring(Network.examples().length, false)));
            }
        }
        for (Network network : networks()) {
            cases.add(stepwise(network, DType.F32));
        }
        return cases;
    }

    /** Every choice of every setting, if not with every other. */
    static List<Network> networks() {
        return List.of(
                network("bag-of-words", "adjacent", "none", "false"),
                network("bag-of-words", "layer-wise", "rows", "true"),
                network("bag-of-words", "none", "time-words", "false"),
                network("position", "adjacent", "rows", "true"),
                network("position", "layer-wise", "time-words", "false"),
                network("position", "none", "none", "true"),
                network("position-authors", "adjacent", "time-words", "false"),
                network("position-authors", "layer-wise", "none", "true"),
                network("position-authors", "none", "rows", "false"),
                new Network("nonlinearity", "relu", "controller", "linear"),
                new Network("nonlinearity", "relu", "controller", "sum", "tying", "layer-wise", "hops", "1"),
                new Network(
                        "first-state",
                        "constant",
                        "nonlinearity",
                        "relu-half",
                        "tying",
                        "layer-wise",
                        "temporal",
                        "rows"));
    }

    private static Network network(String encoding, String tying, String temporal, String masked) {
        return new Network("encoding", encoding, "tying", tying, "temporal", temporal, "mask-empty-slots", masked);
    }

    private interface Graphs {
        Graph in(DType type);
    }

    private static Case agreeing(String name, DType type, Network network, double deviation, Graphs graphs) {
        Lazy<List<HostTensor>> exact = new Lazy<>();
        return new Case(Group.MODELS, name, trial -> {
            List<HostTensor> expected = exact.get(() -> Runs.once(
                    trial.reference(),
                    graphs.in(DType.F64),
                    network.values(DType.F64, 4, deviation),
                    inputs(network, DType.F64)));
            Graph graph = graphs.in(type);
            List<HostTensor> found =
                    Runs.once(trial.backend(), graph, network.values(type, 4, deviation), inputs(network, type));
            List<String> names = List.copyOf(graph.outputs().keySet());
            double tolerance = type == DType.F32 ? 2e-5 : 1e-11;
            for (int i = 0; i < found.size(); i++) {
                if (found.get(i).type() == DType.I32) {
                    trial.same(names.get(i), found.get(i), expected.get(i));
                } else {
                    trial.near(names.get(i), found.get(i), expected.get(i), tolerance);
                }
            }
        });
    }

    private static List<HostTensor> inputs(Network network, DType type) {
        return network.batch(type, Network.examples()).tensors();
    }

    private static Case stepwise(Network network, DType type) {
        return new Case(Group.MODELS, "a training step, node by node: " + network + ", " + type, trial -> {
            Graph graph = network.in(type)
                    .step(Network.examples().length, false, new Optimizer.Sgd(), new Clipping.PerMatrix(2));
            Map<Variable, HostTensor> values = network.values(type, 4);
            List<HostTensor> inputs = new ArrayList<>(inputs(network, type));
            inputs.add(Network.number(type, 0.25));
            GraphCheck.of(trial, graph, values, inputs);
        });
    }
}
