package org.memhop.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.task.Measure;
import org.memhop.api.task.TaskData;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.Environment;
import org.memhop.core.files.RunLock;
import org.memhop.core.model.Components;
import org.memhop.core.model.ModelSize;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;

/**
 * A training that leaves a run directory: saves as it goes, stops when asked, and goes on from where it stopped to the same
 * bytes. Its restarts may run on several threads; {@link #finish} comes after the last.
 */
public final class TrainingRun implements AutoCloseable {
    private final RunDirectory directory;
    private final RunConfig config;
    private final TaskData task;
    private final Training training;
    private final RunLock lock;
    private final AtomicReferenceArray<Restart> finished;
    private final long saveEveryNanos;

    private TrainingRun(
            RunDirectory directory,
            RunConfig config,
            TaskData task,
            Training training,
            RunLock lock,
            long saveSeconds) {
        this.directory = directory;
        this.config = config;
        this.task = task;
        this.training = training;
        this.lock = lock;
        this.finished = new AtomicReferenceArray<>(config.settings().whole("restarts"));
        this.saveEveryNanos = TimeUnit.SECONDS.toNanos(saveSeconds);
    }

    /**
     * Begins a run.
     *
     * @param directory where to; created if it is not there
     * @param saveSeconds how often a checkpoint is saved while training, besides the last
     * @throws StorageException if there is a run already, another process trains in it, or it cannot be written; a directory
     *     where writing failed is no run, and may be begun in again
     */
    public static TrainingRun start(
            Path directory, RunConfig config, TaskData task, Components components, Backend backend, long saveSeconds) {
        RunDirectory run = new RunDirectory(directory);
        requireNone(run);
        Training training = new Training(task, config.settings(), components);
        AtomicFiles.createDirectories(directory);
        RunLock lock = RunLock.acquire(directory);
        try {
            requireNone(run); // another process may have come first
            Map<String, Long> seeds = new LinkedHashMap<>();
            seeds.put("seed", config.settings().wide("seed"));
            seeds.put("data-seed", config.request().seed());
            run.write(
                    config,
                    training.data(),
                    new DataSource(task.name(), task.source()),
                    Environment.capture(version(), details(backend), seeds, List.of()));
            return new TrainingRun(run, config, task, training, lock, saveSeconds);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static void requireNone(RunDirectory run) {
        if (run.exists()) {
            throw new StorageException(
                    run.path() + ": there is a run here already; choose another directory, or go on with "
                            + "memhop train --resume " + run.path());
        }
    }

    /**
     * Takes a run up again.
     *
     * @param task the data as it is now
     * @throws ConfigException if it is not the data the run was trained on
     * @throws StorageException if there is no run, or another process trains in it
     */
    public static TrainingRun resume(Path directory, TaskData task, Components components, long saveSeconds) {
        RunDirectory run = new RunDirectory(directory);
        RunConfig config = run.config();
        run.requireData(task);
        Vocabulary vocabulary = run.vocabulary();
        ModelSize size = run.size(vocabulary);
        Training training = new Training(task, config.settings(), components);
        Map<String, String> now = ModelStamp.of(
                config.settings(), training.data().size(), training.data().vocabulary());
        ModelStamp.check(now, ModelStamp.of(config.settings(), size, vocabulary), directory);
        return new TrainingRun(run, config, task, training, RunLock.acquire(directory), saveSeconds);
    }

    /** The version of this library: what its jar says, or {@code development}. */
    public static String version() {
        return Optional.ofNullable(TrainingRun.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    public RunConfig config() {
        return config;
    }

    public Training training() {
        return training;
    }

    /** The data it learns from and is scored on. */
    public TaskData task() {
        return task;
    }

    public Path path() {
        return directory.path();
    }

    public int restarts() {
        return finished.length();
    }

    /** What a restart, from 0, came to, if it was trained to its end here. */
    public Optional<Restart> finished(int restart) {
        return Optional.ofNullable(finished.get(restart));
    }

    /**
     * Trains one restart, from 0, from its newest checkpoint or from the start, until its end or until the observer stops
     * it; saves either way.
     *
     * @return whether it is finished
     * @throws TrainingException if a loss or a value is not finite; names the last good checkpoint
     * @throws StorageException if it cannot be saved; the last checkpoint saved is untouched, and training can go on from it
     */
    public boolean train(int restart, Backend backend, TrainingObserver observer) {
        Path place = directory.restart(restart, restarts());
        Checkpoints checkpoints = new Checkpoints(RunDirectory.checkpoints(place));
        Checkpoints best = new Checkpoints(RunDirectory.best(place));
        Map<String, String> stamp = ModelStamp.of(
                config.settings(), training.data().size(), training.data().vocabulary());
        Optional<Checkpoint> newest = checkpoints.latest();
        Optional<Saved> saved = newest.map(checkpoint -> Saved.of(checkpoint, RunDirectory.checkpoints(place)));
        saved.ifPresent(state -> ModelStamp.check(state.model(), stamp, path()));
        try (Trainer trainer = training.trainer(backend, restart)) {
            if (newest.isPresent() && saved.isPresent()) {
                Map<String, HostTensor> values =
                        new LinkedHashMap<>(newest.get().model());
                values.putAll(newest.get().optimizer());
                trainer.restore(saved.get().training(), values);
                discardLater(best, newest.get().step());
                best.latest().ifPresent(checkpoint -> trainer.restoreBest(checkpoint.model()));
            } else {
                best.discardAfter(-1);
            }
            boolean done = saved.filter(state -> state.training().finished()).isPresent();
            double seconds = saved.map(Saved::seconds).orElse(0.0);
            if (!done) {
                try (RunRecorder recorder =
                        new RunRecorder(trainer, place, checkpoints, best, stamp, observer, seconds, saveEveryNanos)) {
                    done = trainer.run(recorder);
                    seconds = recorder.save().seconds();
                }
            }
            if (done) {
                trainer.select();
                finished.set(restart, training.score(trainer, restart, seconds));
            }
            return done;
        } catch (TrainingException e) {
            List<Long> steps = checkpoints.list();
            String last = steps.isEmpty() ? "none" : "step " + steps.get(steps.size() - 1);
            throw new TrainingException(place + ": " + e.getMessage() + "; the last good checkpoint: " + last, e);
        }
    }

    /** An epoch that this training has not come to yet is not its best one: it may turn out otherwise on another backend. */
    private static void discardLater(Checkpoints best, long step) {
        if (best.list().stream().anyMatch(until -> until <= step)) {
            best.discardAfter(step);
        }
    }

    /**
     * When all restarts have been trained: keeps the best, and writes result and report.
     *
     * @throws TrainingException if one of them is not finished
     */
    public RunResult finish() {
        List<Restart> restarts = new ArrayList<>();
        for (int i = 0; i < finished.length(); i++) {
            int number = i + 1;
            restarts.add(finished(i)
                    .orElseThrow(() -> new TrainingException(path() + ": restart " + number + " of " + restarts()
                            + " is not finished; train it to its end first")));
        }
        RunResult result = Training.keepBest(task, config.settings(), restarts);
        if (restarts() > 1) {
            Path kept = directory.restart(result.kept() - 1, restarts());
            RunDirectory.kept(kept).latest().ifPresent(checkpoint -> {
                directory.checkpoints().save(checkpoint);
                directory.checkpoints().discardAfter(checkpoint.step()); // of another restart, if a finish died
            });
        }
        LearningCurve curve = directory.curve(result.kept() - 1, restarts());
        directory.writeResult(
                result,
                result.measure() == Measure.PERPLEXITY
                        ? TextReport.of(config, task, result, curve)
                        : Report.of(config, task, result));
        return result;
    }

    private static Map<String, String> details(Backend backend) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("id", backend.info().id());
        details.putAll(backend.info().details());
        return details;
    }

    @Override
    public void close() {
        lock.close();
    }
}
