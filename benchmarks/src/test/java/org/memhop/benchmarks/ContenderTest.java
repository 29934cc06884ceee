package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;

/** What is compared does the same work: any contender ends where the float64 reference ends. */
class ContenderTest {
    private static final float RATE = 0.005f;
    private static final int STEPS = 4;
    private static final int[] TASKS = {1, 3};

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "jvm-plain", "yardstick", "yardstick-plain"})
    void every_contender_has_the_losses_and_tables_of_the_reference(String name) {
        for (int task : TASKS) {
            Workload workload = Workload.of(Optional.empty(), task);
            try (Contender contender = Contender.of(name, workload);
                    Contender reference = Contender.of("reference", workload)) {
                for (int n = 0; n < STEPS; n++) {
                    double expected = reference.step(n, RATE);
                    assertThat(contender.step(n, RATE))
                            .as("task %d, loss of step %d", task, n)
                            .isCloseTo(expected, within(1e-5 * expected));
                }
                for (int k = 0; k <= workload.hops(); k++) {
                    assertThat(contender.table(k))
                            .as("task %d, table %d", task, k)
                            .isNotEqualTo(workload.initial(k).floats())
                            .containsExactly(reference.table(k), within(2e-5f));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jvm", "jvm-plain", "yardstick", "yardstick-plain"})
    void every_contender_answers_as_the_reference_does_once_it_has_learnt_something(String name) {
        Workload workload = Workload.of(Optional.empty(), 1);
        try (Contender contender = Contender.of(name, workload);
                Contender reference = Contender.of("reference", workload)) {
            for (int n = 0; n < STEPS; n++) {
                contender.step(n, RATE);
                reference.step(n, RATE);
            }
            for (int n = 0; n < STEPS; n++) {
                int[] expected = reference.answer(n);
                assertThat(contender.answer(n)).as("batch %d", n).isEqualTo(expected);
                assertThat(contender.ask(n)).as("question %d", n).isEqualTo(expected[0]);
            }
        }
    }

    @Test
    void an_unknown_contender_is_refused_with_the_known_ones() {
        Workload workload = Workload.of(Optional.empty(), 1);

        assertThatThrownBy(() -> Contender.of("gpu", workload))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"gpu\"")
                .hasMessageContaining("yardstick-plain");
    }
}
