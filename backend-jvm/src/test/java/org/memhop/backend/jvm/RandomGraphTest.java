package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** Fusions meet in ways that nobody listed: random graphs of what they look at, twice over, against the reference. */
class RandomGraphTest {
    private static final int GRAPHS = 150;

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 20})
    void random_graphs_agree_with_the_reference_on_the_first_run_and_on_the_second(int width) {
        for (int seed = 0; seed < GRAPHS; seed++) {
            int from = seed;
            Compared.Model model = (g, type) -> new RandomGraph(from, width, g, type).write();
            List<HostTensor> expected = Compared.run(
                    new ReferenceBackendProvider(), BackendConfig.DEFAULT, Compared.graph(model, DType.F64), false, 2);
            for (BackendConfig config : List.of(Compared.PLAIN, Compared.VECTOR)) {
                List<HostTensor> found =
                        Compared.run(new JvmBackendProvider(), config, Compared.graph(model, DType.F32), false, 2);
                for (int i = 0; i < expected.size(); i++) {
                    String what = "seed " + seed + ", width " + width + ", " + config + ", result " + i;
                    assertClose(found.get(i), expected.get(i), what);
                }
            }
        }
    }

    /** Within what float32 can lose in a few operations on numbers as large as the largest here. */
    private static void assertClose(HostTensor found, HostTensor expected, String what) {
        double largest = 1;
        for (int i = 0; i < expected.shape().size(); i++) {
            largest = Math.max(largest, Math.abs(expected.get(i)));
        }
        for (int i = 0; i < expected.shape().size(); i++) {
            assertThat(Math.abs(found.get(i) - expected.get(i)))
                    .as("%s, element %d: found %s, expected %s", what, i, found.get(i), expected.get(i))
                    .isLessThanOrEqualTo(1e-4 * largest);
        }
    }
}
