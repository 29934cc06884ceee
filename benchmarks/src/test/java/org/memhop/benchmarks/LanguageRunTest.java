package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.BackendConfig;
import org.memhop.benchmarks.yardstick.FmaPeak;
import org.memhop.benchmarks.yardstick.LanguageSizes;
import org.memhop.benchmarks.yardstick.LanguageStep;
import org.memhop.core.wiring.MemhopModule;

/** What the table of the language model is made from. */
class LanguageRunTest {
    @Test
    void the_yardstick_the_backends_and_the_peak_take_turns_in_a_jvm_of_their_own() throws Exception {
        Figures figures = ChildJvm.run(
                LanguageRun.class,
                List.of(
                        "yardstick.1,jvm.1,yardstick.2,peak.1,scoring-jvm.1,streaming-jvm.1",
                        "segments",
                        "1",
                        "0.5",
                        "0.01",
                        "-",
                        "nowhere"));

        assertThat(figures.get("yardstick.1.wall")).isPositive();
        assertThat(figures.get("jvm.1.to.yardstick.1")).isPositive();
        assertThat(figures.get("yardstick.1.peak-share")).isBetween(0.0, 1.0);
        assertThat(figures.get("streaming-jvm.1.wall")).isPositive().isLessThan(figures.get("scoring-jvm.1.wall"));
        assertThat(figures.has("yardstick.2.peak-share")).as("no peak on two").isFalse();
        for (String name : List.of("yardstick.2", "jvm.1")) {
            double parts = Stream.of(LanguageStep.Part.values())
                    .mapToDouble(part -> figures.get(name + ".part." + LanguageRun.label(part)))
                    .sum();
            assertThat(parts).as(name).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void a_text_is_scored_word_by_word_whatever_the_backend() {
        Size size = Size.language(120, 10, 18, 64, 16);
        Workload workload = size.workload(MemhopModule.plugins());
        try (Stepper jvm = new BackendScoring(size, workload, "jvm", BackendConfig.DEFAULT);
                Stepper reference = new BackendScoring(size, workload, "reference", BackendConfig.DEFAULT)) {
            double expected = reference.step(0, 0);

            assertThat(jvm.step(0, 0)).isCloseTo(expected, within(1e-5 * expected));
            assertThat(expected / BackendScoring.WORDS).as("nothing was learnt").isCloseTo(Math.log(120), within(0.1));
        }
    }

    @Test
    void word_by_word_each_is_scored_with_those_before_it() {
        Size size = Size.language(120, 10, 18, 64, 16);
        Workload workload = size.workload(MemhopModule.plugins());
        try (Stepper jvm = new BackendStreaming(size, workload, "jvm", BackendConfig.DEFAULT);
                Stepper reference = new BackendStreaming(size, workload, "reference", BackendConfig.DEFAULT)) {
            double first = reference.step(0, 0);
            assertThat(jvm.step(0, 0)).isCloseTo(first, within(1e-5 * first));
            double second = reference.step(1, 0);
            assertThat(jvm.step(1, 0)).isCloseTo(second, within(1e-5 * second)).isNotEqualTo(first);
        }
    }

    @Test
    void a_step_counts_the_products_of_its_matrices() {
        try (LanguageStep step = new LanguageStep(new LanguageSizes(2, 1, 5, 7, 11, 1), 1)) {
            double output = 3 * 2 * 2 * 7 * 11;
            // One hop: scores and readings of words and times, then their gradients but for that of the constant state.
            double hop = 10 * 2 * 2 * 5 * 7 + 2 * 2 * 2 * 7 * 7;

            assertThat(step.operations()).isEqualTo(output + hop);
        }
    }

    @Test
    void twice_the_threads_are_twice_the_operations_of_the_peak() {
        try (FmaPeak one = new FmaPeak(1);
                FmaPeak two = new FmaPeak(2)) {
            one.run();
            two.run();

            assertThat(two.operations()).isEqualTo(2 * one.operations());
        }
    }
}
