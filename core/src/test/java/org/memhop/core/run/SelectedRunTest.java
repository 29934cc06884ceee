package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.train.EpochReport;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;

/** Trainings of which the epoch with the lowest validation loss is kept, stopped at any time and taken up again. */
class SelectedRunTest {
    /** Overfits: the best epoch is not the last. */
    private static final RunConfig CONFIG = Toy.config(
            "select",
            "validation",
            "validation",
            "0.4",
            "linear-start",
            "none",
            "epochs",
            "40",
            "learning-rate",
            "1",
            "schedule",
            "constant");

    @TempDir
    Path directory;

    private Path whole = Path.of("");
    private Path place = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private RunResult expected;

    @BeforeEach
    void train() {
        whole = directory.resolve("whole");
        place = directory.resolve("run");
        expected = Toy.train(whole, CONFIG);
        assertThat(bestStep(whole)).isLessThan(Toy.lastStep(whole));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 23})
    void the_same_epoch_is_kept_however_often_the_training_was_stopped(int each) {
        begin(each);

        goOn(each);

        assertKept();
    }

    /** As one leaves it who died after an epoch, with no checkpoint since; another backend need not come to it again. */
    @ParameterizedTest
    @ValueSource(ints = {0, 25})
    void an_epoch_that_a_training_has_not_come_to_is_not_kept(int steps) {
        begin(Math.max(1, steps));
        Checkpoints checkpoints = new Checkpoints(RunDirectory.checkpoints(place));
        Checkpoint some = checkpoints.latest().orElseThrow();
        if (steps == 0) {
            checkpoints.discardAfter(-1);
        }
        Map<String, HostTensor> wrong = new Checkpoints(RunDirectory.checkpoints(whole))
                .latest()
                .orElseThrow()
                .model();
        new Checkpoints(RunDirectory.best(place)).save(new Checkpoint(10_000, wrong, Map.of(), some.stateJson()));

        goOn(1000);

        assertKept();
    }

    @Test
    void whoever_dies_after_a_best_epoch_can_go_on_from_it() {
        TrainingObserver killer = new TrainingObserver() {
            @Override
            public void epoch(Trainer trainer, EpochReport report) {
                if (report.epoch() == 2) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.start(place, CONFIG, backend)) {
            assertThatThrownBy(() -> run.train(0, backend, killer)).hasMessage("killed");
        }
        assertThat(bestStep(place)).isPositive().isLessThanOrEqualTo(Toy.lastStep(place));

        goOn(1000);

        assertKept();
    }

    @Test
    void the_epoch_that_is_kept_is_the_best_or_where_training_selects_the_last() {
        Path last = directory.resolve("last");
        RunResult result = Toy.train(
                last, new RunConfig("toy", CONFIG.request(), CONFIG.settings().with("select", "training")));

        assertThat(new RunDirectory(whole).keptEpoch(expected)).isEqualTo((int) (bestStep(whole) / 6));
        assertThat(new RunDirectory(last).keptEpoch(result)).isEqualTo(40);
    }

    @Test
    void of_several_restarts_the_one_that_is_kept_is_loaded_even_if_another_was_copied_before() {
        RunConfig config =
                new RunConfig("toy", CONFIG.request(), CONFIG.settings().with("restarts", "2"));
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.start(place, config, backend)) {
            run.train(0, backend, TrainingObserver.NONE);
            run.train(1, backend, TrainingObserver.NONE);
            Checkpoint other = best(place.resolve("restart-1")).latest().orElseThrow();
            new RunDirectory(place)
                    .checkpoints()
                    .save(new Checkpoint(10_000, other.model(), Map.of(), other.stateJson()));
            RunResult result = run.finish();

            Path kept = place.resolve("restart-" + result.kept());
            assertThat(new RunDirectory(place).checkpoint().step()).isEqualTo(bestStep(kept));
        }
    }

    private void begin(int steps) {
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.start(place, CONFIG, backend)) {
            assertThat(run.train(0, backend, Toy.stopAfter(steps))).isFalse();
        }
    }

    private void goOn(int each) {
        try (Backend backend = Toy.backend("jvm")) {
            boolean done = false;
            while (!done) {
                try (TrainingRun run = Toy.resume(place)) {
                    done = run.train(0, backend, Toy.stopAfter(each));
                    if (done) {
                        run.finish();
                    }
                }
            }
        }
    }

    private void assertKept() {
        assertThat(bestStep(place)).isEqualTo(bestStep(whole));
        assertThat(best(place).latest().orElseThrow().model())
                .isEqualTo(best(whole).latest().orElseThrow().model());
        RunResult found = new RunDirectory(place).result().orElseThrow();
        assertThat(found.best().parts()).isEqualTo(expected.best().parts());
        try (MemoryNetwork network = Toy.load(place)) {
            assertThat(network.score(Toy.task())).isEqualTo(found.best().parts());
        }
    }

    private static long bestStep(Path run) {
        List<Long> steps = best(run).list();
        assertThat(steps).hasSize(1);
        return steps.get(0);
    }

    private static Checkpoints best(Path run) {
        return new Checkpoints(RunDirectory.best(run));
    }
}
