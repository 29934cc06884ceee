package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.backend.Backend;
import org.memhop.core.files.MetricsLog;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.train.TrainingObserver;

/** A training that was stopped and taken up again, against the same one that was never stopped. */
class ResumedRunTest {
    @TempDir
    Path directory;

    /** Stops in linear start, at its last step, after its last step, in the middle of an epoch, and at the very last step. */
    @ParameterizedTest
    @CsvSource({
        "jvm, 1, sgd, with-replacement, halving",
        "jvm, 7, adam, shuffled, plateau",
        "jvm, 9, momentum, with-replacement, plateau",
        "jvm, 44, adagrad, with-replacement, halving",
        "jvm, 45, sgd, shuffled, halving",
        "reference, 13, adam, shuffled, plateau"
    })
    void ends_with_the_same_bytes(String backendId, int each, String optimizer, String batches, String schedule) {
        RunConfig config = Toy.config(
                "backend",
                backendId,
                "optimizer",
                optimizer,
                "batches",
                batches,
                "schedule",
                schedule,
                "learning-rate",
                "0.01");
        Path whole = directory.resolve("whole");
        Path stopped = directory.resolve("stopped");
        RunResult expected = Toy.train(whole, config);

        RunResult found = trainInPieces(stopped, config, each);

        assertThat(Toy.newest(stopped).getFileName()).hasToString("step-" + Toy.STEPS);
        assertThat(Toy.model(stopped)).isEqualTo(Toy.model(whole));
        assertThat(Toy.optimizer(stopped)).isEqualTo(Toy.optimizer(whole));
        assertThat(MetricsLog.read(stopped.resolve("metrics.jsonl")))
                .hasSize(5)
                .isEqualTo(MetricsLog.read(whole.resolve("metrics.jsonl")));
        assertThat(withoutTime(found)).isEqualTo(withoutTime(expected));
    }

    @Test
    void linear_start_that_ends_by_validation_ends_at_the_same_epoch() {
        RunConfig config = Toy.config(
                "linear-start",
                "validation",
                "linear-start-epochs",
                "30",
                "linear-start-patience",
                "1",
                "validation",
                "0.3");
        Path whole = directory.resolve("whole");
        Path stopped = directory.resolve("stopped");
        Toy.train(whole, config);

        trainInPieces(stopped, config, 11);

        assertThat(Toy.newest(stopped).getFileName())
                .isEqualTo(Toy.newest(whole).getFileName());
        assertThat(Toy.lastStep(whole))
                .as("linear start ended before its thirty epochs of seven steps")
                .isLessThan(33 * 7);
        assertThat(Toy.model(stopped)).isEqualTo(Toy.model(whole));
    }

    @Test
    void each_of_several_restarts_ends_with_the_same_bytes_on_one_thread_and_on_four() throws Exception {
        RunConfig config = Toy.config("restarts", "4");
        Path one = directory.resolve("one");
        Path four = directory.resolve("four");
        RunResult expected = Toy.train(one, config);

        RunResult found;
        try (Backend backend = Toy.backend("jvm")) {
            try (TrainingRun run = Toy.start(four, config, backend)) {
                // Restart 2 is not begun, restart 3 is finished already, when the run is taken up again.
                run.train(0, backend, Toy.stopAfter(5));
                run.train(2, backend, TrainingObserver.NONE);
                run.train(3, backend, Toy.stopAfter(31));
            }
            try (TrainingRun run = Toy.resume(four)) {
                trainTogether(run, backend);
                found = run.finish();
            }
        }

        assertThat(withoutTime(found)).isEqualTo(withoutTime(expected));
        for (int restart = 1; restart <= 4; restart++) {
            assertThat(Toy.model(four.resolve("restart-" + restart)))
                    .as("restart %d", restart)
                    .isEqualTo(Toy.model(one.resolve("restart-" + restart)));
        }
        assertThat(Toy.model(four)).isEqualTo(Toy.model(four.resolve("restart-" + found.kept())));
    }

    @Test
    void a_finished_run_that_is_taken_up_again_gives_its_result_and_writes_no_checkpoint() {
        RunResult expected = Toy.train(directory, Toy.config());
        byte[] state = Toy.bytes(Toy.newest(directory).resolve("state.json"));

        RunResult found = trainInPieces(directory, Toy.config(), 1);

        assertThat(found).isEqualTo(expected);
        assertThat(Toy.bytes(Toy.newest(directory).resolve("state.json"))).isEqualTo(state);
    }

    @Test
    void the_time_of_all_pieces_counts() {
        Path place = directory.resolve("run");
        trainInPieces(place, Toy.config(), 20);
        double before = new RunDirectory(place).result().orElseThrow().best().seconds();

        assertThat(before).isPositive();
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.resume(place)) {
            run.train(0, backend, TrainingObserver.NONE);
            assertThat(run.finished(0).orElseThrow().seconds()).isEqualTo(before);
        }
    }

    /** Begins, or goes on, and takes the run up anew after every so many steps. */
    private static RunResult trainInPieces(Path place, RunConfig config, int each) {
        try (Backend backend = Toy.backend(config.settings().text("backend"))) {
            boolean done = false;
            if (!new RunDirectory(place).exists()) {
                try (TrainingRun run = Toy.start(place, config, backend)) {
                    done = run.train(0, backend, Toy.stopAfter(each));
                }
                assertThat(done).isFalse();
            }
            while (true) {
                try (TrainingRun run = Toy.resume(place)) {
                    if (run.train(0, backend, Toy.stopAfter(each))) {
                        return run.finish();
                    }
                }
            }
        }
    }

    private static void trainTogether(TrainingRun run, Backend backend) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> trainings = new ArrayList<>();
            IntStream.range(0, run.restarts())
                    .forEach(r -> trainings.add(pool.submit(() -> run.train(r, backend, TrainingObserver.NONE))));
            for (Future<Boolean> training : trainings) {
                assertThat(training.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static RunResult withoutTime(RunResult result) {
        List<Restart> restarts = result.restarts().stream()
                .map(r -> new Restart(
                        r.seed(),
                        r.epochs(),
                        r.trainError(),
                        r.trainLoss(),
                        r.validationError(),
                        r.validationLoss(),
                        r.testError(),
                        0,
                        List.<PartScore>copyOf(r.parts())))
                .toList();
        return new RunResult(result.name(), result.measure(), result.kept(), restarts);
    }
}
