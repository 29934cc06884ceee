package org.memhop.core.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.backend.reference.ReferenceBackendProvider;

class ClippingTest {
    /** Norms 5 and 12; 13 together. */
    private static final double[] A = {3, 0, -4};

    private static final double[] B = {12};

    @Test
    void none_leaves_gradients_alone() {
        assertThat(clip(new Clipping.None())).containsExactly(A, B);
    }

    @Test
    void each_matrix_is_scaled_to_the_bound_by_its_own_norm() {
        List<double[]> clipped = clip(new Clipping.PerMatrix(10));

        assertThat(clipped.get(0)).isEqualTo(A);
        assertThat(clipped.get(1)).containsExactly(new double[] {10}, within(1e-14));
    }

    @Test
    void all_are_scaled_by_their_common_norm() {
        List<double[]> clipped = clip(new Clipping.Global(6.5));

        assertThat(clipped.get(0)).containsExactly(new double[] {1.5, 0, -2}, within(1e-14));
        assertThat(clipped.get(1)).containsExactly(new double[] {6}, within(1e-14));
    }

    @Test
    void what_is_within_the_bound_keeps_its_bits() {
        assertThat(clip(new Clipping.Global(13))).containsExactly(A, B);
        assertThat(clip(new Clipping.PerMatrix(12))).containsExactly(A, B);
    }

    @Test
    void a_gradient_of_zeros_stays_zero() {
        assertThat(clip(new Clipping.PerMatrix(1), new double[2], new double[1]))
                .containsExactly(new double[2], new double[1]);
        assertThat(clip(new Clipping.Global(1), new double[2], new double[1]))
                .containsExactly(new double[2], new double[1]);
    }

    private static List<double[]> clip(Clipping clipping) {
        return clip(clipping, A, B);
    }

    private static List<double[]> clip(Clipping clipping, double[] a, double[] b) {
        Scope g = Scope.root(DType.F64);
        List<Node> gradients =
                List.of(g.constant(HostTensor.of(Shape.of(a.length), a)), g.constant(HostTensor.of(Shape.of(1), b)));
        List<Node> clipped = clipping.apply(g, gradients);
        g.output("a", clipped.get(0));
        g.output("b", clipped.get(1));
        try (Backend backend = new ReferenceBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of())) {
            return session.compile(g.graph()).run(List.of()).stream()
                    .map(tensor -> tensor.doubles().clone())
                    .toList();
        }
    }
}
