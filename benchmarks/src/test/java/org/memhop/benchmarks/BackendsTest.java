package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.core.wiring.MemhopModule;

/** What the table of the backends is made from. */
class BackendsTest {
    private static final float RATE = 0.01f;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 4", "2, 4"})
    void a_step_of_the_language_model_has_the_losses_of_the_reference(String threads, int segment) {
        Workload workload = Size.language(120, 10, 18, 8, segment).workload(MemhopModule.plugins());
        BackendConfig config = BackendConfig.DEFAULT.with("threads", threads);
        try (BackendStep jvm = new BackendStep(workload, "jvm", config);
                BackendStep reference = new BackendStep(workload, "reference", BackendConfig.DEFAULT)) {
            double first = reference.step(0, RATE);
            assertThat(jvm.step(0, RATE)).isCloseTo(first, within(1e-5 * first));
            for (int n = 1; n < 4; n++) {
                double expected = reference.step(n, RATE);
                assertThat(jvm.step(n, RATE)).as("step %d", n).isCloseTo(expected, within(1e-4 * expected));
            }
            assertThat(reference.step(0, RATE)).as("something was learnt").isLessThan(first);
        }
    }

    @Test
    void the_yardstick_does_the_same_work_when_every_slot_is_full() {
        Workload workload = Size.babi().workload(MemhopModule.plugins());
        try (Stepper yardstick = new YardstickContender(workload, true);
                Stepper jvm = new BackendStep(workload, "jvm", BackendConfig.DEFAULT)) {
            for (int n = 0; n < 4; n++) {
                double expected = jvm.step(n, RATE);
                assertThat(yardstick.step(n, RATE)).as("step %d", n).isCloseTo(expected, within(1e-4 * expected));
            }
        }
    }

    @Test
    void every_slot_of_a_made_up_batch_is_full() {
        Workload workload = Size.babi().workload(MemhopModule.plugins());

        assertThat(workload.batches()).allSatisfy(batch -> {
            assertThat(batch.get(0).ints()).doesNotContain(0);
            assertThat(batch.get(1).ints()).doesNotContain(0);
        });
        assertThat(workload.batch()).isEqualTo(32);
        assertThat(Size.babi()).hasToString("B 32, M 50, J 7, d 20, V 40, K 3");
        assertThat(Size.named("positions")).hasToString("B 128, M 100, J 1, d 150, V 10,000, K 6");
        assertThat(Size.named("segments")).hasToString("B 128, M 100, J 1, d 150, V 10,000, K 6, S 16");
    }

    @Test
    void contenders_take_turns_in_a_jvm_of_their_own() throws Exception {
        Figures figures = ChildJvm.run(
                BackendsRun.class, List.of("jvm.1,jvm.2,reference.1,yardstick.1", "babi", "1", "0.1", "0.01"));

        assertThat(figures.get("jvm.1.wall")).isPositive();
        assertThat(figures.get("jvm.2.cpu")).isNotNegative();
        assertThat(figures.get("reference.1.to.jvm.1")).isGreaterThan(1);
        assertThat(figures.get("yardstick.1.to.yardstick.1")).isEqualTo(1);
    }

    @Test
    void a_native_backend_that_was_not_built_is_named_with_what_to_do() throws Exception {
        Files.createDirectories(directory.resolve("backend-nd4j/target/backend"));

        BackendPlaces places = BackendPlaces.in(directory);

        assertThat(places.folders()).containsExactly(directory.resolve("backend-nd4j/target/backend"));
        assertThat(places.missing()).containsOnlyKeys("tensorflow");
        assertThat(places.missing().get("tensorflow"))
                .contains(directory.resolve("backend-tensorflow").toString())
                .contains("-pl backend-tensorflow -am package")
                .contains("--backends");
    }

    @Test
    void folders_that_are_named_are_taken_as_they_are() {
        BackendPlaces places = BackendPlaces.find(Optional.of("a" + java.io.File.pathSeparator + "b"));

        assertThat(places.folders()).containsExactly(Path.of("a"), Path.of("b"));
        assertThat(places.missing()).isEmpty();
    }

    @Test
    void an_unknown_size_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> Size.named("huge"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("babi, positions or segments");
    }
}
