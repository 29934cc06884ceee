package org.memhop.cli.train;

import java.util.List;
import java.util.Optional;
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
 * Shows how a training goes: in a terminal one live line with a bar, the newest figures and the time left; elsewhere a plain
 * line for every tenth of a training.
 */
final class ProgressBoard implements AutoCloseable {
    private static final int BAR = 20;
    private static final int REFRESH_MILLIS = 100;

    private final StatusLine line;
    private final BooleanSupplier stopping;
    private final long begin = System.nanoTime();
    private final ExecutorService clock = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "memhop-progress");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<Cell> cells = List.of();

    ProgressBoard(Output err, BooleanSupplier stopping) {
        this.line = new StatusLine(err);
        this.stopping = stopping;
    }

    /** Begins to show these trainings. */
    void watch(List<Cell> watched) {
        cells = List.copyOf(watched);
        if (line.live()) {
            clock.execute(this::tick);
        }
    }

    /** Whether the trainings should stop where they are. */
    boolean stopping() {
        return stopping.getAsBoolean();
    }

    /** An epoch has ended. */
    void epoch(Cell cell, EpochReport report) {
        int tenth = Math.max(1, cell.run().config().settings().whole("epochs") / 10);
        if (!line.live() && cells.size() == 1 && (report.epoch() % tenth == 0)) {
            line.above(cell.name() + ": " + figures(cell, report, report.trainLoss()));
        }
    }

    /** A training has ended. */
    void finished(Cell cell, Restart restart) {
        if (cells.size() > 1) {
            line.above(Figures.format(
                    "%s: test error %s %%, training error %s %%, %s",
                    cell.name(),
                    Figures.percent(restart.testError()),
                    Figures.percent(restart.trainError()),
                    Figures.seconds(restart.seconds())));
        }
    }

    /** Says something that stays. */
    void note(String text) {
        line.above(text);
    }

    private void tick() {
        try {
            while (!clock.isShutdown()) {
                refresh();
                TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void refresh() {
        Optional<Cell> shown =
                cells.stream().filter(c -> c.running() && c.epoch().isPresent()).findFirst();
        double all = 0;
        double done = 0;
        double before = 0;
        for (Cell cell : cells) {
            all += cell.cost();
            done += cell.cost() * cell.share();
            before += cell.cost() * cell.begun();
        }
        StringBuilder text = new StringBuilder();
        if (cells.size() > 1) {
            long ended = cells.stream().filter(c -> c.share() == 1).count();
            text.append(Figures.format("%d of %s  ", ended, Figures.count(cells.size(), "training")));
        }
        text.append('▕').append(Bar.of(done / all, BAR)).append('▏');
        text.append(Figures.format("%3.0f %%  ", Math.floor(100 * done / all)));
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (done - before > 0.01 * (all - before)) {
            text.append(Figures.clock(seconds * (all - done) / (done - before))).append(" left  ");
        }
        shown.ifPresent(cell -> text.append(cells.size() > 1 ? cell.name() + ": " : "")
                .append(figures(cell, cell.epoch().orElseThrow(), cell.loss())));
        line.show(text.toString());
    }

    private static String figures(Cell cell, EpochReport report, double loss) {
        var settings = cell.run().config().settings();
        String phase = report.linear()
                ? "linear start " + report.epoch() + "/" + settings.text("linear-start-epochs")
                : "epoch " + report.epoch() + "/" + settings.text("epochs");
        String held = report.validation().questions() == 0
                ? ""
                : ", validation error " + Figures.percent(report.validation().errorPercent()) + " %";
        return phase + Figures.format(", loss %.4f", loss) + held;
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
