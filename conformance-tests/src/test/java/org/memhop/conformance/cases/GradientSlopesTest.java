package org.memhop.conformance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Executable;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** The gradients that backends are held to are slopes: central differences in float64 on the reference. */
class GradientSlopesTest {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;

    /** A cast to fewer digits has steps, and a stopped gradient is none. */
    private static final Set<Op> WITHOUT_SLOPE = EnumSet.of(Op.CAST, Op.STOP_GRADIENT);

    static List<GradientCases.Loss> losses() {
        return GradientCases.losses(DType.F64).stream()
                .filter(loss -> !WITHOUT_SLOPE.contains(loss.op()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("losses")
    void a_gradient_is_a_slope(GradientCases.Loss loss) {
        List<HostTensor> inputs = Runs.copies(loss.inputs());
        try (Backend reference = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
                Session session = reference.newSession(List.of());
                Executable executable = session.compile(loss.graph())) {
            List<HostTensor> results = Runs.copies(executable.run(inputs));
            int next = 1;
            for (HostTensor input : inputs) {
                if (input.type().isFloating()) {
                    compare(executable, inputs, input, results.get(next));
                    next++;
                }
            }
        }
    }

    private static void compare(Executable executable, List<HostTensor> inputs, HostTensor x, HostTensor gradient) {
        double[] slopes = new double[x.shape().size()];
        double largest = 1e-3; // where all slopes are zero, rounding alone is left
        for (int i = 0; i < slopes.length; i++) {
            double kept = x.get(i);
            x.set(i, kept + STEP);
            double above = executable.run(inputs).get(0).get(0);
            x.set(i, kept - STEP);
            double below = executable.run(inputs).get(0).get(0);
            x.set(i, kept);
            slopes[i] = (above - below) / (2 * STEP);
            largest = Math.max(largest, Math.abs(slopes[i]));
        }
        for (int i = 0; i < slopes.length; i++) {
            assertThat(Math.abs(gradient.get(i) - slopes[i]))
                    .as("element %s of %s: gradient %s, slope %s", i, x.shape(), gradient.get(i), slopes[i])
                    .isLessThanOrEqualTo(TOLERANCE * largest);
        }
    }
}
