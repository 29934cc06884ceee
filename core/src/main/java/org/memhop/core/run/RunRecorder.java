package org.memhop.core.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.memhop.api.TrainingException;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.EventFileWriter;
import org.memhop.core.files.MetricsLog;
import org.memhop.core.files.Records;
import org.memhop.core.train.EpochReport;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;
import org.memhop.core.train.TrainingState;

/** Writes down what happens in the training of one restart: metrics, events, checkpoints. */
final class RunRecorder implements TrainingObserver, AutoCloseable {
    private final Trainer trainer;
    private final Checkpoints checkpoints;
    private final Checkpoints best;
    private final Map<String, String> stamp;
    private final TrainingObserver observer;
    private final MetricsLog metrics;
    private final EventFileWriter events;
    private final double before;
    private final long begin = System.nanoTime();
    private final long saveEvery;
    private long lastSave = begin;

    /**
     * Goes on with the files of a restart, or begins them.
     *
     * @param place the restart's directory
     * @param best where the checkpoint of the best epoch goes, where that is kept
     * @param stamp of the model
     * @param before seconds the training took already
     * @param saveEvery nanoseconds between two checkpoints
     */
    RunRecorder(
            Trainer trainer,
            Path place,
            Checkpoints checkpoints,
            Checkpoints best,
            Map<String, String> stamp,
            TrainingObserver observer,
            double before,
            long saveEvery) {
        this.trainer = trainer;
        this.checkpoints = checkpoints;
        this.best = best;
        this.stamp = stamp;
        this.observer = observer;
        this.before = before;
        this.saveEvery = saveEvery;
        AtomicFiles.createDirectories(place.resolve("events"));
        TrainingState state = trainer.state();
        // A checkpoint saved after an epoch's last step, but before its end, will come to that end again.
        long measured = state.stepInEpoch() == 0 ? state.step() : state.step() - 1;
        this.metrics = MetricsLog.open(place.resolve("metrics.jsonl"), measured);
        try {
            this.events = new EventFileWriter(place.resolve("events"), Clock.systemUTC());
        } catch (RuntimeException e) {
            metrics.close();
            throw e;
        }
    }

    /** Seconds the training has taken. */
    double seconds() {
        return before + (System.nanoTime() - begin) / 1e9;
    }

    /**
     * Saves a checkpoint, and deletes all but the newest two.
     *
     * @throws TrainingException if a value is not finite: nothing good comes of going on from there, and the checkpoints
     *     before would be lost to it
     */
    Saved save() {
        TrainingState state = trainer.state();
        Map<String, HostTensor> model = trainer.parameters();
        Map<String, HostTensor> optimizer = trainer.optimizerState();
        requireFinite(model);
        requireFinite(optimizer);
        Saved saved = new Saved(state, seconds(), stamp);
        checkpoints.save(new Checkpoint(state.step(), model, optimizer, Records.write(saved)));
        checkpoints.retain(2, Set.of());
        lastSave = System.nanoTime();
        return saved;
    }

    private void requireFinite(Map<String, HostTensor> values) {
        values.forEach((name, value) -> {
            for (int i = 0; i < value.shape().size(); i++) {
                if (!Double.isFinite(value.get(i))) {
                    throw new TrainingException("step " + trainer.state().step() + ": element " + i + " of " + name
                            + " is " + value.get(i) + "; " + trainer.advice());
                }
            }
        });
    }

    @Override
    public boolean step(Trainer source, double loss) {
        if (System.nanoTime() - lastSave > saveEvery) {
            save();
        }
        return observer.step(source, loss);
    }

    @Override
    public void epoch(Trainer source, EpochReport report) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("linear_start", report.linear() ? 1.0 : 0.0);
        values.put("epoch", (double) report.epoch());
        values.put("rate", report.rate());
        values.put("train_loss", report.trainLoss());
        if (report.validation().questions() > 0) { // a score nobody measured is not a perfect one
            values.put("validation_loss", report.validation().loss());
            values.put("validation_error_percent", report.validation().errorPercent());
        }
        metrics.append(new MetricsLog.Line(report.step(), values));
        values.forEach((name, value) -> events.scalar(name, report.step(), value));
        if (report.best() && !report.linear() && !source.best().isEmpty()) {
            Saved saved = new Saved(trainer.state(), seconds(), stamp);
            best.save(new Checkpoint(report.step(), source.best(), Map.of(), Records.write(saved)));
            save(); // first: who goes on from a checkpoint finds the epoch that was best until then
            best.retain(1, Set.of());
        }
        observer.epoch(source, report);
    }

    @Override
    public void close() {
        try {
            metrics.close();
        } finally {
            events.close();
        }
    }
}
