package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.StorageException;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.FullDisk;
import org.memhop.core.files.MetricsLog;
import org.memhop.core.train.EpochReport;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;

class RunRecorderTest {
    private static final class Killed extends RuntimeException {}

    @TempDir
    Path directory;

    @Test
    void a_disk_that_fills_up_stops_the_training_and_it_goes_on_from_the_last_checkpoint() {
        Path place = directory.resolve("run");
        Path whole = directory.resolve("whole");
        Toy.train(whole, Toy.config("optimizer", "adam"));
        try (Backend backend = Toy.backend("jvm")) {
            try (TrainingRun run = Toy.start(place, Toy.config("optimizer", "adam"), backend)) {
                Checkpoints full = FullDisk.checkpoints(place.resolve("checkpoints"), 100_000);
                try (Trainer trainer = run.training().trainer(backend, 0);
                        RunRecorder recorder = recorder(trainer, place, full, run, TrainingObserver.NONE)) {
                    assertThatThrownBy(() -> trainer.run(recorder))
                            .isInstanceOf(StorageException.class)
                            .hasMessageContaining("No space left")
                            .hasMessageContaining("the checkpoints saved before are untouched");
                }
                assertThat(Toy.lastStep(place)).isBetween(3L, 40L);
                assertThat(run.train(0, backend, TrainingObserver.NONE)).isTrue();
            }
        }
        assertThat(Toy.model(place)).isEqualTo(Toy.model(whole));
        assertThat(MetricsLog.read(place.resolve("metrics.jsonl")))
                .isEqualTo(MetricsLog.read(whole.resolve("metrics.jsonl")));
    }

    @Test
    void a_validation_that_was_not_held_is_not_measured() {
        Toy.train(directory.resolve("with"), Toy.config());
        Toy.train(directory.resolve("without"), Toy.config("validation", "0"));
        assertThat(MetricsLog.read(directory.resolve("with/metrics.jsonl"))
                        .get(0)
                        .values())
                .containsKey("validation_loss");
        assertThat(MetricsLog.read(directory.resolve("without/metrics.jsonl"))
                        .get(0)
                        .values())
                .containsKey("train_loss")
                .doesNotContainKeys("validation_loss", "validation_error_percent");
    }

    @Test
    void an_epoch_stands_in_the_metrics_once_if_the_process_died_right_after_it() {
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = TrainingRun.start(directory, Toy.config(), Toy.task(), Toy.PLUGINS, backend, 0)) {
            TrainingObserver killer = new TrainingObserver() {
                @Override
                public void epoch(Trainer trainer, EpochReport report) {
                    throw new Killed();
                }
            };
            assertThatThrownBy(() -> run.train(0, backend, killer)).isInstanceOf(Killed.class);
            assertThat(Toy.lastStep(directory)).isEqualTo(9);
            assertThat(MetricsLog.read(directory.resolve("metrics.jsonl"))).hasSize(1);

            run.train(0, backend, TrainingObserver.NONE);
        }
        assertThat(MetricsLog.read(directory.resolve("metrics.jsonl")))
                .extracting(MetricsLog.Line::step)
                .containsExactly(9L, 18L, 27L, 36L, 45L);
    }

    @Test
    void values_that_are_not_finite_do_not_become_a_checkpoint() {
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.start(directory, Toy.config("optimizer", "momentum"), backend);
                Trainer trainer = run.training().trainer(backend, 0);
                RunRecorder recorder = recorder(
                        trainer,
                        directory,
                        new Checkpoints(directory.resolve("checkpoints")),
                        run,
                        TrainingObserver.NONE)) {
            recorder.save();
            Variable first = run.training().model().parameters().get(0).variable();
            Variable velocity = new Variable(first.name() + "/velocity", first.type(), first.shape());
            HostTensor broken = trainer.session().read(velocity);
            broken.set(7, Double.POSITIVE_INFINITY);
            trainer.session().write(velocity, broken);

            assertThatThrownBy(recorder::save)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("step 0: element 7 of " + velocity.name() + " is Infinity");
            broken.set(7, 0);
            trainer.session().write(velocity, broken);
            recorder.save();
        }
    }

    @Test
    void the_newest_two_checkpoints_are_kept() {
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = TrainingRun.start(directory, Toy.config(), Toy.task(), Toy.PLUGINS, backend, 0)) {
            run.train(0, backend, Toy.stopAfter(5));
        }
        assertThat(new Checkpoints(directory.resolve("checkpoints")).list()).containsExactly(4L, 5L);
    }

    @Test
    void the_metrics_of_an_epoch_are_those_that_the_observer_sees() {
        List<MetricsLog.Line> seen = new ArrayList<>();
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.start(directory, Toy.config(), backend)) {
            run.train(0, backend, new TrainingObserver() {
                @Override
                public void epoch(Trainer trainer, EpochReport report) {
                    Map<String, Double> values = new LinkedHashMap<>();
                    values.put("linear_start", report.linear() ? 1.0 : 0.0);
                    values.put("epoch", (double) report.epoch());
                    values.put("rate", report.rate());
                    values.put("train_loss", report.trainLoss());
                    values.put("validation_loss", report.validation().loss());
                    values.put("validation_error_percent", report.validation().errorPercent());
                    seen.add(new MetricsLog.Line(report.step(), values));
                }
            });
        }
        assertThat(MetricsLog.read(directory.resolve("metrics.jsonl")))
                .hasSize(5)
                .isEqualTo(seen);
    }

    @Test
    void events_that_cannot_be_written_are_a_storage_error() throws IOException {
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.start(directory, Toy.config(), backend)) {
            Files.writeString(directory.resolve("events"), "in the way");
            assertThatThrownBy(() -> run.train(0, backend, TrainingObserver.NONE))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("events");
        }
    }

    private static RunRecorder recorder(
            Trainer trainer, Path place, Checkpoints checkpoints, TrainingRun run, TrainingObserver observer) {
        Map<String, String> stamp = ModelStamp.of(
                run.config().settings(),
                run.training().data().size(),
                run.training().data().vocabulary());
        return new RunRecorder(
                trainer, place, checkpoints, new Checkpoints(RunDirectory.best(place)), stamp, observer, 0, 0);
    }
}
