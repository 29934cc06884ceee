package org.memhop.backend.nd4j;

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
 * Runs a graph twice here and on the float64 reference fed the same numbers. An I32 input named {@code "words<7"} gets values
 * from 0 to 6; floating inputs and variables are normal numbers, and where asked for a third of them special ones.
 */
final class Compared {
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

    /** Outputs and variables agree to {@code relative·|expected| + absolute} of float32, and as closely in float64. */
    static void agree(Model model, double relative, double absolute) {
        agree(model, relative, absolute, false);
    }

    /** As {@link #agree}, with NaN, zeros of both signs, infinities, subnormal and huge numbers among the inputs. */
    static void agreeOnSpecialValues(Model model, double relative, double absolute) {
        agree(model, relative, absolute, true);
    }

    private static void agree(Model model, double relative, double absolute, boolean special) {
        double finer = Math.ulp(1.0) / Math.ulp(1f);
        List<HostTensor> expected = run(new ReferenceBackendProvider(), graph(model, DType.F64), special);
        for (DType type : List.of(DType.F32, DType.F64)) {
            double scale = type == DType.F32 ? 1 : finer;
            List<HostTensor> found = run(new Nd4jBackendProvider(), graph(model, type), special);
            for (int i = 0; i < expected.size(); i++) {
                assertClose(found.get(i), expected.get(i), relative * scale, absolute * scale, type + " result " + i);
            }
        }
    }

    static Graph graph(Model model, DType type) {
        Scope g = Scope.root(type);
        model.write(g, type);
        return g.graph();
    }

    /** The outputs of two runs, then every variable. */
    static List<HostTensor> run(BackendProvider provider, Graph graph, boolean special) {
        try (Backend backend = provider.open(BackendConfig.DEFAULT);
                Session session = backend.newSession(graph.variables());
                Executable executable = session.compile(graph)) {
            Random random = new Random(7);
            for (Variable variable : graph.variables()) {
                session.write(
                        variable, filled(HostTensor.zeros(variable.type(), variable.shape()), "", random, special));
            }
            List<HostTensor> results = new ArrayList<>();
            for (int run = 0; run < 2; run++) {
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

    private static void assertClose(
            HostTensor found, HostTensor expected, double relative, double absolute, String what) {
        assertThat(found.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.shape().size(); i++) {
            double want = expected.get(i);
            double got = found.get(i);
            double rounded = found.type() == DType.F32 ? (float) want : want;
            // Nothing to forgive: the bits, but for the sign of a zero where a difference was allowed.
            boolean same = got == rounded && (relative + absolute > 0 || Double.compare(got, rounded) == 0);
            boolean bothNaN = Double.isNaN(got) && Double.isNaN(want);
            if (!same && !bothNaN) {
                assertThat(Math.abs(got - want))
                        .as("%s, element %d of %s: found %s, expected %s", what, i, expected.shape(), got, want)
                        .isLessThanOrEqualTo(relative * Math.abs(want) + absolute);
            }
        }
    }
}
