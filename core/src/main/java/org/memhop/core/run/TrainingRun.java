package org.memhop.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.task.TaskData;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.Environment;
import org.memhop.core.files.Records;
import org.memhop.core.files.RunLock;
import org.memhop.core.model.Components;
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
        this.saveEveryNanos = saveSeconds * 1_000_000_000L;
    }

    /**
     * Begins a run.
     *
     * @param directory where to; created if it is not there
     * @param saveSeconds how often a checkpoint is saved while training, besides the last
     * @throws StorageException if there is a run already, or another process trains in it
     */
    public static TrainingRun start(
            Path directory, RunConfig config, TaskData task, Components components, Backend backend, long saveSeconds) {
        RunDirectory run = new RunDirectory(directory);
        if (run.exists()) {
            throw new StorageException(
                    directory + ": there is a run here already; choose another directory, or go on with "
                            + "memhop train --resume " + directory);
        }
        Training training = new Training(task, config.settings(), components);
        run.write(
                config,
                training.data().size(),
                training.data().vocabulary(),
                new DataSource(task.name(), task.source()));
        RunLock lock = RunLock.acquire(directory);
        Environment environment = Environment.capture(
                version(),
                details(backend),
                Map.of(
                        "seed",
                        config.settings().wide("seed"),
                        "data-seed",
                        config.request().seed()),
                List.of());
        AtomicFiles.write(directory.resolve("environment.json"), environment.toJson());
        return new TrainingRun(run, config, task, training, lock, saveSeconds);
    }

    /**
     * Takes a run up again.
     *
     * @param task the data as it is now
     * @throws ConfigException if it is not the data the run was trained on
     */
    public static TrainingRun resume(Path directory, TaskData task, Components components, long saveSeconds) {
        RunDirectory run = new RunDirectory(directory);
        RunConfig config = run.config();
        DataSource before = run.source();
        DataSource now = new DataSource(task.name(), task.source());
        if (!before.equals(now)) {
            throw new ConfigException(directory + ": the data has changed since this run began; found " + now.source()
                    + ", expected " + before.source() + "; bring the old data back, or start a new run");
        }
        Training training = new Training(task, config.settings(), components);
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
     */
    public boolean train(int restart, Backend backend, TrainingObserver observer) {
        Path place = directory.restart(restart, restarts());
        Checkpoints checkpoints = new Checkpoints(place.resolve("checkpoints"));
        try (Trainer trainer = training.trainer(backend, restart)) {
            double before = restore(trainer, checkpoints);
            try (RunRecorder recorder =
                    new RunRecorder(trainer, place, checkpoints, observer, before, saveEveryNanos)) {
                boolean done = trainer.run(recorder);
                if (done) {
                    finished.set(restart, training.score(trainer, restart, recorder.seconds()));
                }
                recorder.save();
                return done;
            } catch (TrainingException e) {
                List<Long> saved = checkpoints.list();
                String last = saved.isEmpty() ? "none" : "step " + saved.get(saved.size() - 1);
                throw new TrainingException(place + ": " + e.getMessage() + "; the last good checkpoint: " + last, e);
            }
        }
    }

    /** When all restarts have been trained: keeps the best, and writes result and report. */
    public RunResult finish() {
        List<Restart> restarts = new ArrayList<>();
        for (int i = 0; i < finished.length(); i++) {
            restarts.add(Optional.ofNullable(finished.get(i)).orElseThrow());
        }
        RunResult result = Training.keepBest(task.name(), restarts);
        if (restarts() > 1) {
            Path best = directory.restart(result.kept() - 1, restarts());
            new Checkpoints(best.resolve("checkpoints"))
                    .latest()
                    .ifPresent(checkpoint -> directory.checkpoints().save(checkpoint));
        }
        AtomicFiles.write(path().resolve("result.json"), Records.write(result));
        AtomicFiles.write(path().resolve("report.md"), Report.of(config, task, result));
        return result;
    }

    private static double restore(Trainer trainer, Checkpoints checkpoints) {
        Optional<Checkpoint> newest = checkpoints.latest();
        if (newest.isEmpty()) {
            return 0;
        }
        Checkpoint checkpoint = newest.get();
        RunRecorder.Saved saved = Records.read(
                checkpoint.stateJson(), RunRecorder.Saved.class, "state.json of step " + checkpoint.step());
        Map<String, HostTensor> values = new LinkedHashMap<>(checkpoint.model());
        values.putAll(checkpoint.optimizer());
        trainer.restore(saved.training(), values);
        return saved.seconds();
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
