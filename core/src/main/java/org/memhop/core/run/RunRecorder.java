package org.memhop.core.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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
    /** What a state file holds: the training's state, and how long it has taken. */
    record Saved(TrainingState training, double seconds) {}

    private final Trainer trainer;
    private final Checkpoints checkpoints;
    private final TrainingObserver observer;
    private final MetricsLog metrics;
    private final EventFileWriter events;
    private final double before;
    private final long begin = System.nanoTime();
    private final long saveEvery;
    private long lastSave = begin;

    RunRecorder(
            Trainer trainer,
            Path place,
            Checkpoints checkpoints,
            TrainingObserver observer,
            double before,
            long saveEvery) {
        this.trainer = trainer;
        this.checkpoints = checkpoints;
        this.observer = observer;
        this.before = before;
        this.saveEvery = saveEvery;
        AtomicFiles.createDirectories(place.resolve("events"));
        this.metrics =
                MetricsLog.open(place.resolve("metrics.jsonl"), trainer.state().step());
        this.events = new EventFileWriter(place.resolve("events"), Clock.systemUTC());
    }

    double seconds() {
        return before + (System.nanoTime() - begin) / 1e9;
    }

    void save() {
        TrainingState state = trainer.state();
        checkpoints.save(new Checkpoint(
                state.step(),
                trainer.parameters(),
                trainer.optimizerState(),
                Records.write(new Saved(state, seconds()))));
        checkpoints.retain(2, Set.of());
        lastSave = System.nanoTime();
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
        values.put("validation_loss", report.validation().loss());
        values.put("validation_error_percent", report.validation().errorPercent());
        metrics.append(new MetricsLog.Line(report.step(), values));
        values.forEach((name, value) -> events.scalar(name, report.step(), value));
        observer.epoch(source, report);
    }

    @Override
    public void close() {
        metrics.close();
        events.close();
    }
}
