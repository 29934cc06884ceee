package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.backend.BackendConfig;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.wiring.MemhopModule;

/** The hand-written step of the language model ends where the float64 reference ends. */
class LanguageYardstickTest {
    private static final int STEPS = 3;

    @ParameterizedTest(name = "V {0} M {1} d {2} B {3} S {4} on {5} threads")
    @CsvSource({
        "120, 10, 18, 8, 1, 1",
        "120, 10, 18, 8, 1, 2",
        "120, 10, 18, 8, 4, 1",
        "230, 33, 35, 6, 1, 3",
        "230, 33, 35, 48, 16, 2",
        "230, 3, 35, 6, 6, 2"
    })
    void losses_and_parameters_are_those_of_the_graph_at_random_positions_and_in_segments(
            int vocabulary, int slots, int dimension, int batch, int segment, int threads) {
        endsWhereTheReferenceEnds(
                Size.language(vocabulary, slots, dimension, batch, segment).workload(MemhopModule.plugins()), threads);
    }

    @Test
    void one_bound_holds_the_norm_of_all_gradients() {
        Size size = Size.language(120, 10, 18, 8, 4);
        Size bounded = new Size(size.settings(), size.extent(), size.batch(), new Clipping.Global(0.5));

        endsWhereTheReferenceEnds(bounded.workload(MemhopModule.plugins()), 2);
    }

    private static void endsWhereTheReferenceEnds(Workload workload, int threads) {
        try (LanguageYardstick yardstick = new LanguageYardstick(workload, threads);
                BackendStep reference = new BackendStep(workload, "reference", BackendConfig.DEFAULT)) {
            for (int n = 0; n < STEPS; n++) {
                double expected = reference.step(n, 0.05f);
                assertThat(yardstick.step(n, 0.05f))
                        .as("loss of step %d", n)
                        .isCloseTo(expected, within(1e-5 * expected));
            }
            for (Parameter parameter : workload.model().parameters()) {
                assertThat(yardstick.step().read(parameter.variable().name()))
                        .as(parameter.variable().name())
                        .isNotEqualTo(workload.initial(parameter).floats())
                        .containsExactly(
                                reference.session().read(parameter.variable()).floats(), within(5e-6f));
            }
        }
    }
}
