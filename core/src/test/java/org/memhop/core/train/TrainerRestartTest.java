package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainerRestartTest {
    private Backend jvm;

    @BeforeAll
    void open() {
        jvm = Toys.backend("jvm");
    }

    @AfterAll
    void close() {
        jvm.close();
    }

    @ParameterizedTest
    @CsvSource({
        "sgd, epochs, with-replacement",
        "momentum, validation, shuffled",
        "adagrad, none, with-replacement",
        "adam, epochs, shuffled"
    })
    void a_training_stopped_at_any_step_goes_on_to_the_same_bytes(String optimizer, String start, String batches) {
        Settings settings = Toys.SHORT.with(
                Map.of("optimizer", optimizer, "linear-start", start, "batches", batches, "linear-start-epochs", "4"),
                "test");
        List<EpochReport> reports = new ArrayList<>();
        Map<String, HostTensor> expected;
        TrainingState end;
        try (Trainer trainer = Toys.trainer(settings, 40, jvm, 7)) {
            assertThat(trainer.run(Toys.collecting(reports))).isTrue();
            expected = Toys.variables(trainer);
            end = trainer.state();
        }
        for (long stop = 1; stop <= end.step(); stop++) {
            List<EpochReport> parts = new ArrayList<>();
            try (Trainer first = Toys.trainer(settings, 40, jvm, 7);
                    Trainer second = Toys.trainer(settings, 40, jvm, 7)) {
                assertThat(first.run(Toys.stoppingAfter(stop, parts))).isFalse();
                assertThat(first.state().step()).isEqualTo(stop);

                second.restore(first.state(), Toys.variables(first));
                assertThat(second.state()).isEqualTo(first.state());
                assertThat(second.run(Toys.collecting(parts))).isTrue();

                assertThat(Toys.variables(second)).as("stopped after %s", stop).isEqualTo(expected);
                assertThat(second.state()).isEqualTo(end);
                assertThat(parts).isEqualTo(reports);
            }
        }
    }

    @Test
    void what_dropout_drops_depends_on_the_seed_and_the_step_alone() {
        Settings settings =
                Toys.SHORT.with(Map.of("dropout", "0.5", "hop-dropout", "0.25", "memory-dropout", "0.25"), "test");
        try (Trainer whole = Toys.trainer(settings, 40, jvm, 7);
                Trainer first = Toys.trainer(settings, 40, jvm, 7);
                Trainer second = Toys.trainer(settings, 40, jvm, 7);
                Trainer without = Toys.trainer(Toys.SHORT, 40, jvm, 7)) {
            whole.run(TrainingObserver.NONE);
            first.run(Toys.stoppingAfter(7, new ArrayList<>()));
            second.restore(first.state(), Toys.variables(first));
            second.run(TrainingObserver.NONE);
            without.run(TrainingObserver.NONE);

            assertThat(Toys.variables(second)).isEqualTo(Toys.variables(whole));
            assertThat(Toys.variables(without)).isNotEqualTo(Toys.variables(whole));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "jvm"})
    void the_same_seed_gives_the_same_bytes_and_another_seed_others(String id) {
        try (Backend backend = Toys.backend(id);
                Trainer one = Toys.trainer(Toys.SHORT, 40, backend, 7);
                Trainer two = Toys.trainer(Toys.SHORT, 40, backend, 7);
                Trainer other = Toys.trainer(Toys.SHORT, 40, backend, 8)) {
            one.run(TrainingObserver.NONE);
            two.run(TrainingObserver.NONE);
            other.run(TrainingObserver.NONE);

            assertThat(two.parameters()).isEqualTo(one.parameters());
            assertThat(other.parameters()).isNotEqualTo(one.parameters());
        }
    }

    @Test
    void a_checkpoint_of_other_settings_is_rejected_by_the_variable_it_lacks() {
        try (Trainer sgd = Toys.trainer(Toys.SHORT, 40, jvm, 7);
                Trainer momentum = Toys.trainer(Toys.SHORT.with("optimizer", "momentum"), 40, jvm, 7)) {
            assertThatThrownBy(() -> momentum.restore(sgd.state(), Toys.variables(sgd)))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("the checkpoint has no A1/velocity F32[");
        }
    }
}
