package org.memhop.core.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** Holds gradients against central finite differences, in F64 on the reference backend. */
final class FiniteDifferences {
    static final double STEP = 1e-5;

    /** Of the largest element of a gradient. */
    private static final double TOLERANCE = 1e-6;

    private FiniteDifferences() {}

    /** Builds a scalar from the inputs. */
    interface Loss extends BiFunction<Scope, List<Node>, Node> {}

    /** Checks the gradient of a loss with respect to each floating input. */
    static void check(Loss loss, double step, List<HostTensor> inputs) {
        Scope g = Scope.root(DType.F64);
        List<Node> nodes = declare(g, inputs);
        Node value = loss.apply(g, nodes);
        List<Node> floating =
                nodes.stream().filter(node -> node.type().isFloating()).toList();
        List<Node> gradients = Gradients.of(g, value, floating);
        g.output("loss", value);
        for (int i = 0; i < gradients.size(); i++) {
            assertThat(gradients.get(i).tensorType()).isEqualTo(floating.get(i).tensorType());
            g.output("gradient" + i, gradients.get(i));
        }
        try (Backend backend = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of());
                Executable graph = session.compile(g.graph())) {
            List<HostTensor> results =
                    graph.run(inputs).stream().map(HostTensor::copy).toList();
            int next = 1;
            for (HostTensor input : inputs) {
                if (input.type().isFloating()) {
                    compare(graph, inputs, input, results.get(next), step);
                    next++;
                }
            }
        }
    }

    /** The gradients of a loss with respect to each floating input. */
    static List<HostTensor> gradients(Loss loss, HostTensor... inputs) {
        Scope g = Scope.root(DType.F64);
        List<Node> nodes = declare(g, List.of(inputs));
        List<Node> floating =
                nodes.stream().filter(node -> node.type().isFloating()).toList();
        List<Node> gradients = Gradients.of(g, loss.apply(g, nodes), floating);
        for (int i = 0; i < gradients.size(); i++) {
            g.output("gradient" + i, gradients.get(i));
        }
        try (Backend backend = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of());
                Executable graph = session.compile(g.graph())) {
            return graph.run(List.of(inputs)).stream().map(HostTensor::copy).toList();
        }
    }

    private static List<Node> declare(Scope g, List<HostTensor> inputs) {
        List<Node> nodes = new ArrayList<>();
        for (HostTensor input : inputs) {
            nodes.add(g.input("x" + nodes.size(), input.type(), input.shape()));
        }
        return nodes;
    }

    private static void compare(
            Executable graph, List<HostTensor> inputs, HostTensor x, HostTensor gradient, double step) {
        double[] slopes = new double[x.shape().size()];
        double largest = 1e-3; // where all slopes are zero, rounding alone is left
        for (int i = 0; i < slopes.length; i++) {
            double kept = x.get(i);
            x.set(i, kept + step);
            double above = graph.run(inputs).get(0).get(0);
            x.set(i, kept - step);
            double below = graph.run(inputs).get(0).get(0);
            x.set(i, kept);
            slopes[i] = (above - below) / (2 * step);
            largest = Math.max(largest, Math.abs(slopes[i]));
        }
        for (int i = 0; i < slopes.length; i++) {
            assertThat(Math.abs(gradient.get(i) - slopes[i]))
                    .as("element %s of %s: gradient %s, slope %s", i, x.shape(), gradient.get(i), slopes[i])
                    .isLessThanOrEqualTo(TOLERANCE * largest);
        }
    }
}
