package org.memhop.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedQuestions;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainerTest {
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
        "sgd, 0.02, with-replacement",
        "sgd, 0.02, shuffled",
        "momentum, 0.003, with-replacement",
        "adagrad, 0.2, with-replacement",
        "adam, 0.01, shuffled"
    })
    void a_toy_task_is_learnt_without_error(String optimizer, String rate, String batches) {
        Settings settings = Toys.settings(
                "dimension",
                "16",
                "hops",
                "1",
                "optimizer",
                optimizer,
                "batches",
                batches,
                "linear-start-rate",
                rate,
                "rate-after-linear-start",
                rate,
                "linear-start-epochs",
                "10",
                "epochs",
                "60");
        try (Trainer trainer = Toys.trainer(settings, 400, jvm, 1)) {
            assertThat(trainer.run(TrainingObserver.NONE)).isTrue();

            TrainingData data = TrainingData.of(Toys.task(400), settings);
            List<EncodedExample> test = EncodedExample.all(Toys.examples(200, 3), data.vocabulary());
            try (Scorer scorer = new Scorer(trainer.model(), trainer.session(), false)) {
                assertThat(scorer.score(new EncodedQuestions(test)).wrong()).isZero();
                assertThat(scorer.score(data.train()).wrong()).isZero();
            }
        }
    }

    @Test
    void a_finished_training_has_nothing_left_to_do() {
        try (Trainer trainer = Toys.trainer(Toys.SHORT, 40, jvm, 7)) {
            trainer.run(TrainingObserver.NONE);
            Map<String, HostTensor> values = trainer.parameters();

            assertThat(trainer.run(new Forbidding())).isTrue();

            assertThat(trainer.parameters()).isEqualTo(values);
            assertThat(trainer.state().finished()).isTrue();
        }
    }

    @Test
    void a_training_of_no_epochs_is_finished_at_its_start() {
        Settings none = Toys.SHORT.with(Map.of("epochs", "0", "linear-start", "none"), "test");
        try (Trainer trainer = Toys.trainer(none, 40, jvm, 7)) {
            assertThat(trainer.totalSteps()).isZero();
            assertThat(trainer.run(new Forbidding())).isTrue();
        }
    }

    @Test
    void steps_and_epochs_are_reported_in_order() {
        List<EpochReport> reports = new ArrayList<>();
        List<Long> steps = new ArrayList<>();
        try (Trainer trainer = Toys.trainer(Toys.SHORT, 40, jvm, 7)) {
            trainer.run(new TrainingObserver() {
                @Override
                public boolean step(Trainer trainer, double loss) {
                    assertThat(loss).isPositive().isFinite();
                    steps.add(trainer.state().step());
                    return true;
                }

                @Override
                public void epoch(Trainer trainer, EpochReport report) {
                    reports.add(report);
                }
            });

            assertThat(trainer.totalSteps()).isEqualTo(16);
        }
        // 36 to train on in batches of 8, 4 held out
        assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L);
        assertThat(reports).extracting(EpochReport::step).containsExactly(4L, 8L, 12L, 16L);
        assertThat(reports).extracting(EpochReport::linear).containsExactly(true, true, false, false);
        assertThat(reports).extracting(EpochReport::epoch).containsExactly(1, 2, 1, 2);
        assertThat(reports)
                .allSatisfy(
                        report -> assertThat(report.validation().questions()).isEqualTo(4));
    }

    @Test
    void an_epochs_loss_is_the_mean_of_its_steps() {
        List<Double> losses = new ArrayList<>();
        List<EpochReport> reports = new ArrayList<>();
        try (Trainer trainer = Toys.trainer(Toys.SHORT, 40, jvm, 7)) {
            trainer.run(new TrainingObserver() {
                @Override
                public boolean step(Trainer trainer, double loss) {
                    losses.add(loss);
                    return true;
                }

                @Override
                public void epoch(Trainer trainer, EpochReport report) {
                    reports.add(report);
                }
            });
        }
        for (int epoch = 0; epoch < 4; epoch++) {
            double mean = losses.subList(4 * epoch, 4 * epoch + 4).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            assertThat(reports.get(epoch).trainLoss()).isCloseTo(mean, within(1e-12));
        }
    }

    @Test
    void rates_follow_linear_start_and_then_the_schedule() {
        Settings settings = Toys.SHORT.with(
                Map.of(
                        "linear-start-rate", "0.004",
                        "rate-after-linear-start", "0.002",
                        "learning-rate", "0.016",
                        "schedule", "halving",
                        "decay-every", "1",
                        "epochs", "3"),
                "test");

        assertThat(rates(settings))
                .containsExactly(value(0.004), value(0.004), value(0.002), value(0.001), value(0.0005));
        assertThat(rates(settings.with("linear-start", "none")))
                .containsExactly(value(0.016), value(0.008), value(0.004));
        assertThat(rates(settings.with("linear-start-epochs", "0")))
                .as("without an epoch of linear start nothing comes after it")
                .containsExactly(value(0.016), value(0.008), value(0.004));
    }

    @Test
    void linear_start_by_validation_ends_when_the_loss_has_not_fallen_for_the_epochs_of_patience() {
        Settings settings = Toys.SHORT.with(
                Map.of(
                        "linear-start", "validation",
                        "linear-start-epochs", "1000",
                        "linear-start-rate", "0.05",
                        "epochs", "1"),
                "test");
        List<EpochReport> reports = new ArrayList<>();
        try (Trainer trainer = Toys.trainer(settings, 40, jvm, 7)) {
            trainer.run(Toys.collecting(reports));
        }
        List<Double> linear = reports.stream()
                .filter(EpochReport::linear)
                .map(report -> report.validation().loss())
                .toList();

        int n = linear.size();
        assertThat(n).isBetween(3, 500);
        double before = linear.subList(0, n - 2).stream().min(Double::compare).orElseThrow();
        assertThat(linear.get(n - 2)).isGreaterThanOrEqualTo(before);
        assertThat(linear.get(n - 1)).isGreaterThanOrEqualTo(before);
        for (int end = 3; end < n; end++) {
            double best =
                    linear.subList(0, end - 2).stream().min(Double::compare).orElseThrow();
            assertThat(Math.min(linear.get(end - 2), linear.get(end - 1)))
                    .as("epoch %s should not have ended it", end)
                    .isLessThan(best);
        }
    }

    @Test
    void fewer_examples_than_a_batch_are_one_step_an_epoch() {
        for (String batches : List.of("shuffled", "with-replacement")) {
            Settings settings = Toys.SHORT.with(Map.of("batches", batches, "batch-size", "100"), "test");
            try (Trainer trainer = Toys.trainer(settings, 20, jvm, 7)) {
                assertThat(trainer.totalSteps()).isEqualTo(4);
                assertThat(trainer.run(TrainingObserver.NONE)).isTrue();
                assertThat(trainer.state().step()).isEqualTo(4);
            }
        }
    }

    private List<Double> rates(Settings settings) {
        List<EpochReport> reports = new ArrayList<>();
        try (Trainer trainer = Toys.trainer(settings, 40, jvm, 7)) {
            trainer.run(Toys.collecting(reports));
        }
        return reports.stream().map(EpochReport::rate).toList();
    }

    private static double value(double rate) {
        return (float) rate;
    }

    private static final class Forbidding implements TrainingObserver {
        @Override
        public boolean step(Trainer trainer, double loss) {
            throw new AssertionError("a step was taken");
        }
    }
}
