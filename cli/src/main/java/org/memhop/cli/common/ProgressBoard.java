package org.memhop.cli.common;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.memhop.cli.terminal.Bar;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.StatusLine;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.train.EpochReport;

/**
 * Shows how trainings go: in a terminal one live line with a bar, the newest figures and the time left; elsewhere a plain
 * line for every tenth of a training, or of several one at the end of each.
 */
public final class ProgressBoard implements AutoCloseable {
    private static final int BAR = 20;
    private static final int REFRESH_MILLIS = 100;

    /** Before this much is done, the time left is a guess. */
    private static final double TELLING = 0.01;

    private final StatusLine line;
    private final BooleanSupplier stopping;
    private final long begin = System.nanoTime();
    private final ExecutorService clock = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "memhop-progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<Progress> trainings = List.of();

    /**
     * @param stopping whether trainings should stop where they are
     */
    public ProgressBoard(Output err, BooleanSupplier stopping) {
        this.line = new StatusLine(err);
        this.stopping = stopping;
    }

    /** Begins to show these trainings. */
    public void watch(List<Progress> watched) {
        trainings = List.copyOf(watched);
        if (line.live() && !watched.isEmpty()) {
            clock.execute(this::tick);
        }
    }

    /** Whether trainings should stop where they are. */
    public boolean stopping() {
        return stopping.getAsBoolean();
    }

    /** A training has ended. */
    public void finished(Progress training, Restart restart) {
        training.done();
        if (trainings.size() > 1) {
            line.above(Figures.format(
                    "%s: test error %s %%, training error %s %%, %s",
                    training.name(),
                    Figures.percent(restart.testError()),
                    Figures.percent(restart.trainError()),
                    Figures.seconds(restart.seconds())));
        }
    }

    void epoch(Progress training, EpochReport report) {
        int tenth = Math.max(1, training.settings().whole("epochs") / 10);
        if (!line.live() && trainings.size() == 1 && report.epoch() % tenth == 0) {
            line.above(training.name() + ": " + training.figures(report, report.trainLoss()));
        }
    }

    private void tick() {
        try {
            while (!clock.isShutdown()) {
                line.show(now());
                TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private String now() {
        double all = 0;
        double done = 0;
        double before = 0;
        int ended = 0;
        for (Progress training : trainings) {
            all += training.cost();
            done += training.cost() * training.share();
            before += training.cost() * training.begun();
            ended += training.share() == 1 ? 1 : 0;
        }
        boolean several = trainings.size() > 1;
        StringBuilder text = new StringBuilder();
        if (several) {
            text.append(Figures.format("%d of %d  ", ended, trainings.size()));
        }
        text.append('▕').append(Bar.of(done / all, BAR)).append('▏');
        text.append(Figures.format("%3.0f %%  ", Math.floor(100 * done / all)));
        if (done - before > TELLING * (all - before)) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            text.append(Figures.clock(seconds * (all - done) / (done - before))).append(" left  ");
        }
        trainings.stream()
                .filter(Progress::running)
                .findFirst()
                .ifPresent(training ->
                        text.append(several ? training.name() + ": " : "").append(training.figures()));
        return text.toString();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            // or a line under way would appear below the results
            if (!clock.awaitTermination(1, TimeUnit.SECONDS)) {
                line.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        line.close();
    }
}
