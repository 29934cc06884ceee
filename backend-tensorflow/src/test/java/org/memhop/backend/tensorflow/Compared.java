package org.memhop.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Variable;
import org.memhop.backend.reference.ReferenceBackendProvider;

/**
 * Runs a graph here, with both kinds of kernels, and on the float64 reference fed the same numbers. An I32 input named
 * {@code "words<7"} gets values from 0 to 6; floating inputs and variables are normal numbers.
 */
final class Compared {
    static final BackendConfig PLAIN = BackendConfig.DEFAULT;
    static final BackendConfig VECTOR = BackendConfig.DEFAULT.with("threads", "2");

    private static final float[] SPECIAL = {
        Float.NaN,
        0f,
        -0f,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -1e-40f,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1f,
        -2.5f,
        88.5f,
        -88.5f,
        -103.5f,
        104f,
        1e-20f
    };

    /** Writes a graph whose floating nodes have the given type. */
    @FunctionalInterface
    interface Model {
        void write(Scope g, DType type);
    }

    private Compared() {}

    /** Outputs and updated variables agree to {@code relative·|expected| + absolute}, in float32 and float64. */
    static void agree(Model model, double relative, double absolute) {
        agree(model, DType.F32, relative, absolute, false);
        double finer = Math.ulp(1.0) / Math.ulp(1f);
        agree(model, DType.F64, relative * finer, absolute * finer, false);
    }

    /** As {@link #agree}, with NaN, zeros of both signs, infinities, subnormal and huge numbers among the inputs. */
    static void agreeOnSpecialValues(Model model, double relative, double absolute) {
        agree(model, DType.F32, relative, absolute, true);
        double finer = Math.ulp(1.0) / Math.ulp(1f);
        agree(model, DType.F64, relative * finer, absolute * finer, true);
    }

    static void agree(Model model, DType type, double relative, double absolute, boolean special) {
        List<HostTensor> expected =
                run(new ReferenceBackendProvider(), BackendConfig.DEFAULT, graph(model, DType.F64), special);
        for (BackendConfig config : List.of(PLAIN, VECTOR)) {
            List<HostTensor> found = run(new TensorFlowBackendProvider(), config, graph(model, type), special);
            for (int i = 0; i < expected.size(); i++) {
                assertClose(found.get(i), expected.get(i), relative, absolute, config + " result " + i);
            }
        }
    }

    static Graph graph(Model model, DType type) {
        Scope g = Scope.root(type);
        model.write(g, type);
        return g.graph();
    }

    /** Outputs, then every variable, after one run. */
    static List<HostTensor> run(BackendProvider provider, BackendConfig config, Graph graph, boolean special) {
        return run(provider, config, graph, special, 1);
    }

    /** The outputs of each of several runs on the same inputs, then every variable. */
    static List<HostTensor> run(
            BackendProvider provider, BackendConfig config, Graph graph, boolean special, int runs) {
        try (Backend backend = provider.open(config);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            Random random = new Random(7);
            List<HostTensor> inputs = new ArrayList<>();
            for (Node input : graph.inputs()) {
                HostTensor tensor = HostTensor.zeros(input.type(), input.shape());
                fill(tensor, Graph.nameOf(input), random, special);
                inputs.add(tensor);
            }
            for (Variable variable : graph.variables()) {
                HostTensor tensor = HostTensor.zeros(variable.type(), variable.shape());
                fill(tensor, variable.name(), random, special);
                session.write(variable, tensor);
            }
            List<HostTensor> results = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                executable.run(inputs).forEach(output -> results.add(output.copy()));
            }
            graph.variables().forEach(variable -> results.add(session.read(variable)));
            return results;
        }
    }

    /** Outputs after one run with these inputs, all variables holding the same value. */
    static List<HostTensor> run(
            BackendProvider provider, BackendConfig config, Graph graph, HostTensor value, HostTensor... in) {
        try (Backend backend = provider.open(config);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            graph.variables().forEach(variable -> session.write(variable, value));
            return executable.run(List.of(in)).stream().map(HostTensor::copy).toList();
        }
    }

    /** The steps of a graph's plan in float32. */
    static String plan(Model model) {
        Graph graph = graph(model, DType.F32);
        try (Backend backend = new TensorFlowBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(graph.variables())) {
            return session.compile(graph).toString();
        }
    }

    private static void fill(HostTensor tensor, String name, Random random, boolean special) {
        int bound = name.contains("<") ? Integer.parseInt(name.substring(name.indexOf('<') + 1)) : 100;
        for (int i = 0; i < tensor.shape().size(); i++) {
            if (tensor.type() == DType.I32) {
                tensor.set(i, random.nextInt(bound));
            } else if (special && random.nextInt(3) == 0) {
                tensor.set(i, SPECIAL[random.nextInt(SPECIAL.length)]);
            } else {
                tensor.set(i, (float) random.nextGaussian());
            }
        }
    }

    static void assertClose(HostTensor found, HostTensor expected, double relative, double absolute, String what) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.shape().size(); i++) {
            double want = expected.get(i);
            double got = found.get(i);
            double rounded = found.type() == DType.F32 ? (float) want : want;
            if (Double.compare(got, rounded) != 0 && Math.abs(got - want) <= relative * Math.abs(want) + absolute) {
                continue;
            }
            // Nothing to forgive: the bits, but for the sign of a zero where a difference was allowed.
            boolean same = got == rounded && (relative + absolute > 0 || Double.compare(got, rounded) == 0);
            assertThat(same || (Double.isNaN(got) && Double.isNaN(want)))
                    .as("%s, element %d of %s: found %s, expected %s", what, i, expected.shape(), got, want)
                    .isTrue();
        }
    }
}
