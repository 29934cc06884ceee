package org.memhop.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

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
 * Compares two runs of a backend, in each of some configurations, with those of the float64 reference fed the same numbers.
 * An I32 input named {@code "words<7"} gets values from 0 to 6; floating inputs and variables are normal numbers.
 */
public final class Compared {
    /** How much finer float64 is than float32. */
    private static final double FINER = Math.ulp(1.0) / Math.ulp(1f);

    /** Executables keep memory for their next run, so that one run does not show all. */
    private static final int RUNS = 2;

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

    private final BackendProvider provider;
    private final List<BackendConfig> configs;

    /** Writes a graph whose floating nodes have the given type. */
    @FunctionalInterface
    public interface Model {
        void write(Scope g, DType type);
    }

    private Compared(BackendProvider provider, List<BackendConfig> configs) {
        this.provider = provider;
        this.configs = configs;
    }

    /** A backend in each of these configurations. */
    public static Compared of(BackendProvider provider, BackendConfig config, BackendConfig... others) {
        List<BackendConfig> configs = new ArrayList<>(List.of(config));
        configs.addAll(List.of(others));
        return new Compared(provider, List.copyOf(configs));
    }

    /**
     * Asserts that the outputs of every run, and the variables after the last, agree to {@code relative·|expected| + absolute}
     * in float32, and as much more closely as it is finer in float64.
     */
    public void agree(Model model, double relative, double absolute) {
        agree(model, relative, absolute, false);
    }

    /** As {@link #agree}; a third of the numbers are NaN, zeros of both signs, infinities, subnormal, huge and the like. */
    public void agreeOnSpecialValues(Model model, double relative, double absolute) {
        agree(model, relative, absolute, true);
    }

    private void agree(Model model, double relative, double absolute, boolean special) {
        List<HostTensor> expected =
                run(new ReferenceBackendProvider(), BackendConfig.DEFAULT, graph(model, DType.F64), special, RUNS);
        for (DType type : List.of(DType.F32, DType.F64)) {
            double scale = type == DType.F32 ? 1 : FINER;
            for (BackendConfig config : configs) {
                List<HostTensor> found = run(provider, config, graph(model, type), special, RUNS);
                assertThat(found).hasSameSizeAs(expected);
                for (int i = 0; i < expected.size(); i++) {
                    String what = type + " " + config + " result " + i;
                    assertClose(found.get(i), expected.get(i), relative * scale, absolute * scale, what);
                }
            }
        }
    }

    /** What a model writes in this type. */
    public static Graph graph(Model model, DType type) {
        Scope g = Scope.root(type);
        model.write(g, type);
        return g.graph();
    }

    /** The outputs of each of several runs, every one on other numbers, then every variable. */
    public List<HostTensor> run(BackendConfig config, Graph graph, int runs) {
        return run(provider, config, graph, false, runs);
    }

    private static List<HostTensor> run(
            BackendProvider provider, BackendConfig config, Graph graph, boolean special, int runs) {
        try (Backend backend = provider.open(config);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            Random random = new Random(7);
            for (Variable variable : graph.variables()) {
                HostTensor tensor = HostTensor.zeros(variable.type(), variable.shape());
                session.write(variable, filled(tensor, variable.name(), random, special));
            }
            List<HostTensor> results = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                List<HostTensor> inputs = new ArrayList<>();
                for (Node input : graph.inputs()) {
                    HostTensor tensor = HostTensor.zeros(input.type(), input.shape());
                    inputs.add(filled(tensor, Graph.nameOf(input), random, special));
                }
                executable.run(inputs).forEach(output -> results.add(output.copy()));
            }
            graph.variables().forEach(variable -> results.add(session.read(variable)));
            return results;
        }
    }

    /** The outputs of one run on these inputs, all variables holding the same value. */
    public List<HostTensor> run(BackendConfig config, Graph graph, HostTensor value, HostTensor... inputs) {
        return run(provider, config, graph, value, List.of(inputs));
    }

    /** What {@link #run(BackendConfig, Graph, HostTensor, HostTensor...)} is to give: the outputs of the reference. */
    public static List<HostTensor> expected(Graph graph, HostTensor value, HostTensor... inputs) {
        return run(new ReferenceBackendProvider(), BackendConfig.DEFAULT, graph, value, List.of(inputs));
    }

    private static List<HostTensor> run(
            BackendProvider provider, BackendConfig config, Graph graph, HostTensor value, List<HostTensor> inputs) {
        try (Backend backend = provider.open(config);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            graph.variables().forEach(variable -> session.write(variable, value));
            return executable.run(inputs).stream().map(HostTensor::copy).toList();
        }
    }

    /** What a model's executable in float32 says of itself: its plan. The backend has its default configuration. */
    public String plan(Model model) {
        Graph graph = graph(model, DType.F32);
        try (Backend backend = provider.open(BackendConfig.DEFAULT);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            return executable.toString();
        }
    }

    private static HostTensor filled(HostTensor tensor, String name, Random random, boolean special) {
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
        return tensor;
    }

    /**
     * Asserts that every element is what is expected in the type of what was found, or differs from a finite number by
     * {@code relative·|expected| + absolute} at most. If both are zero, zeros must have the same sign.
     */
    public static void assertClose(
            HostTensor found, HostTensor expected, double relative, double absolute, String what) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.shape().size(); i++) {
            double want = expected.get(i);
            double got = found.get(i);
            double rounded = found.type() == DType.F32 ? (float) want : want;
            boolean same = Double.compare(got, rounded) == 0;
            boolean near = relative + absolute > 0
                    && Double.isFinite(want)
                    && Math.abs(got - want) <= relative * Math.abs(want) + absolute;
            if (!same && !near) {
                fail("%s, element %d of %s: found %s, expected %s", what, i, expected.shape(), got, want);
            }
        }
    }
}
