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
import org.memhop.api.ConfigException;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainerErrorsTest {
    private Backend jvm;

    @BeforeAll
    void open() {
        jvm = Toys.backend("jvm");
    }

    @AfterAll
    void close() {
        jvm.close();
    }

    @Test
    void a_loss_that_is_no_number_stops_the_training_and_names_step_and_tensor() {
        try (Trainer trainer = Toys.trainer(Toys.SHORT, 40, jvm, 7);
                Trainer broken = Toys.trainer(Toys.SHORT, 40, jvm, 7)) {
            Map<String, HostTensor> values = Toys.variables(trainer);
            Toys.tensor(values, "C2").set(6, Double.NaN);
            broken.restore(new TrainingState(5, true, 1, 1, 0, List.of(1.0), false), values);

            assertThatThrownBy(() -> broken.run(TrainingObserver.NONE))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith("step 5: the loss is NaN, and element ")
                    .hasMessageContaining(" is NaN; try a lower linear-start-rate, or")
                    .hasMessageContaining(" F32[");
            broken.restore(new TrainingState(5, false, 1, 1, 0, List.of(1.0), false), values);
            assertThatThrownBy(() -> broken.run(TrainingObserver.NONE))
                    .hasMessageContaining(" is NaN; try a lower rate-after-linear-start, or");
        }
    }

    @Test
    void a_last_step_that_breaks_the_parameters_is_not_passed_off_as_a_finished_training() {
        Settings settings = Toys.settings(
                "dimension", "4",
                "hops", "1",
                "linear-start", "none",
                "clip", "none",
                "epochs", "1",
                "batch-size", "36",
                "learning-rate", "1000",
                "validation", "0");
        try (Trainer trainer = Toys.trainer(settings, 36, jvm, 7)) {
            Map<String, HostTensor> values = Toys.variables(trainer);
            // "where" stands in every question and in no story: scores and loss stay finite, but not the gradient times
            // 1000
            int where =
                    4 * TrainingData.of(Toys.task(36), settings).vocabulary().number("where");
            Toys.tensor(values, "A1").set(where, 1e37);
            trainer.restore(trainer.state(), values);
            List<Double> losses = new ArrayList<>();

            assertThatThrownBy(() -> trainer.run(new TrainingObserver() {
                        @Override
                        public boolean step(Trainer trainer, double loss) {
                            losses.add(loss);
                            return true;
                        }
                    }))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith("step 1: the validation loss is 0.0, and element ");
            assertThat(losses).hasSize(1).allMatch(Double::isFinite);
        }
    }

    @Test
    void what_goes_by_the_validation_loss_needs_held_out_questions() {
        Settings nothing = Toys.SHORT.with("validation", "0");

        assertThatThrownBy(() -> Toys.trainer(nothing.with("linear-start", "validation"), 40, jvm, 7))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("linear-start validation goes by the loss of held-out questions");
        assertThatThrownBy(() -> Toys.trainer(nothing.with("schedule", "plateau"), 40, jvm, 7))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("schedule plateau goes by the loss of held-out questions");
    }
}
