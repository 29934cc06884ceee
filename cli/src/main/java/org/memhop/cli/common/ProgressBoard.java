package org.memhop.cli.common;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.memhop.api.task.Measure;
import org.memhop.cli.terminal.Bar;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.StatusLine;
import org.memhop.core.run.RunResult.Restart;

/**
 * Shows how trainings go: in a terminal one live line with a bar, the newest figures and the time left; elsewhere a plain
 * line for every tenth of a training, or of several one at the end of each. Where epochs take long, each leaves a line that
 * stays, here and there.
 */
public final class ProgressBoard implements AutoCloseable {
    private static final int BAR = 20;
    private static final int SHORT_BAR = 10;

    /** Of a terminal that has room for the longer bar. */
    private static final int WIDE = 100;

    /** In seconds: how long nothing may be heard of a training, alone and among others. */
    private static final double SILENCE = 10;

    private static final double SILENCE_AMONG_OTHERS = 60;
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
            String scores = training.measure() == Measure.PERPLEXITY
                    ? "valid " + Figures.perplexity(restart.validationPerplexity()) + ", test "
                            + Figures.perplexity(restart.testPerplexity())
                    : Figures.format(
                            "test error %s %%, training error %s %%",
                            Figures.percent(restart.testError()), Figures.percent(restart.trainError()));
            line.above(training.name() + ": " + scores + ", " + Figures.seconds(restart.seconds()));
        }
    }

    /**
     * Whether an epoch that ended should leave a line.
     *
     * @param mark whether it ended a tenth of its training
     * @param silence seconds since the training's last line
     */
    boolean wants(boolean mark, double silence) {
        boolean alone = trainings.size() == 1;
        return silence >= (alone ? SILENCE : SILENCE_AMONG_OTHERS) || (mark && alone && !line.live());
    }

    /** Prints a line that stays. */
    void line(String text) {
        line.above(text);
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
        int bar = line.width() < WIDE ? SHORT_BAR : BAR;
        StringBuilder text = new StringBuilder();
        if (several) {
            text.append(Figures.format("%d of %d  ", ended, trainings.size()));
        }
        text.append('▕').append(Bar.of(done / all, bar)).append('▏');
        text.append(Figures.format("%3.0f %%  ", Math.floor(100 * done / all)));
        if (done - before > TELLING * (all - before)) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            text.append(trainings.stream().anyMatch(Progress::mayEndEarly) ? "at most " : "");
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
