package org.memhop.cli.common;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.memhop.api.task.Measure;
import org.memhop.cli.terminal.Figures;
import org.memhop.core.config.Settings;
import org.memhop.core.model.ModelSize;
import org.memhop.core.train.EpochReport;
import org.memhop.core.train.Score;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;

/** How far one training has come. Written by the thread that trains, read by the one that shows it. */
public final class Progress implements TrainingObserver {
    /** Share of the newest step in the loss that is shown: about the last hundred steps count. */
    private static final double NEWEST = 0.01;

    private final String name;
    private final Settings settings;
    private final Measure measure;
    private final double cost;
    private final ProgressBoard board;
    private volatile double begun;
    private volatile double share;
    private volatile double loss;
    private volatile boolean running;
    private volatile Optional<EpochReport> epoch = Optional.empty();
    private long step; // these are of the thread that trains
    private long steps;
    private double average;
    private Optional<Long> epochBegun = Optional.empty();
    private long lastLine = System.nanoTime();

    /**
     * A training that has not begun.
     *
     * @param name to show, as in {@code babi-1 restart 2}
     * @param measure of what it learns
     * @param cost about how long it takes, as of {@link #cost}
     * @param board is told of every epoch, and says when to stop
     */
    public Progress(String name, Settings settings, Measure measure, double cost, ProgressBoard board) {
        this.name = name;
        this.settings = settings;
        this.measure = measure;
        this.cost = cost;
        this.board = board;
    }

    /** About how long a training takes, to be compared with others: words read, times hops and dimensions. */
    public static double cost(Settings settings, ModelSize size, int questions) {
        boolean starts = !settings.text("linear-start").equals("none");
        double epochs = settings.wide("epochs") + (starts ? settings.wide("linear-start-epochs") : 0.0);
        double words = (double) questions * size.slots() * size.sentenceWords();
        return words * epochs * settings.wide("hops") * settings.wide("dimension");
    }

    public String name() {
        return name;
    }

    Measure measure() {
        return measure;
    }

    /** Whether it may be over before its last epoch. */
    boolean mayEndEarly() {
        boolean stops =
                settings.real("stop-rate") > 0 && !settings.text("schedule").equals("constant");
        return stops || settings.text("linear-start").equals("validation");
    }

    public double cost() {
        return cost;
    }

    /** How much of it is done, from 0 to 1. */
    double share() {
        return share;
    }

    /** How much of it was done already when this program took it up. */
    double begun() {
        return begun;
    }

    boolean running() {
        return running;
    }

    /** The last epoch that has ended, if one has, and the loss of now; empty before there is one. */
    String figures() {
        return epoch.map(report -> figures(report, loss)).orElseGet(() -> running ? figure(loss) : "");
    }

    private String figures(EpochReport report, double meanLoss) {
        String phase = report.linear()
                ? "linear start " + report.epoch() + "/" + settings.text("linear-start-epochs")
                : "epoch " + report.epoch() + "/" + settings.text("epochs");
        String text = phase + ", " + figure(meanLoss);
        Score held = report.validation();
        if (held.questions() == 0) {
            return text;
        }
        return measure == Measure.PERPLEXITY
                ? text + ", valid " + Figures.perplexity(held.perplexity())
                : text + ", validation error " + Figures.percent(held.errorPercent()) + " %";
    }

    private String figure(double meanLoss) {
        return measure == Measure.PERPLEXITY
                ? "perplexity " + Figures.perplexity(Math.exp(meanLoss))
                : Figures.format("loss %.4f", meanLoss);
    }

    /** An epoch that has ended, in a line: of a text also its rate and time, and the best epoch if that was before. */
    private String line(Trainer trainer, EpochReport report, double seconds) {
        StringBuilder line = new StringBuilder(name).append(": ").append(figures(report, report.trainLoss()));
        if (measure == Measure.PERPLEXITY) {
            line.append(Figures.format(", rate %.2g", report.rate()));
            if (seconds > 0) {
                line.append(", ").append(Figures.seconds(seconds));
            }
            List<Double> losses = trainer.state().validation();
            if (!report.best() && losses.size() == report.epoch()) {
                double least = Collections.min(losses);
                line.append("; best ").append(Figures.perplexity(Math.exp(least)));
                line.append(" in epoch ").append(losses.indexOf(least) + 1);
            }
        }
        return line.toString();
    }

    /** It has ended. */
    public void done() {
        running = false;
        share = 1;
    }

    @Override
    public boolean step(Trainer trainer, double newest) {
        if (running) {
            step++;
            average += NEWEST * (newest - average);
        } else {
            running = true;
            step = trainer.state().step();
            epochBegun = trainer.state().stepInEpoch() == 1 ? Optional.of(System.nanoTime()) : Optional.empty();
            steps = trainer.totalSteps();
            begun = (double) (step - 1) / steps;
            average = newest;
        }
        loss = average;
        share = (double) step / steps;
        return !board.stopping();
    }

    @Override
    public void epoch(Trainer trainer, EpochReport report) {
        long now = System.nanoTime();
        epoch = Optional.of(report);
        double seconds = epochBegun.map(begin -> (now - begin) / 1e9).orElse(0.0);
        epochBegun = Optional.of(now);
        int tenth = Math.max(1, settings.whole("epochs") / 10);
        boolean mark = report.epoch() % tenth == 0 || trainer.state().finished();
        if (board.wants(mark, (now - lastLine) / 1e9)) {
            board.line(line(trainer, report, seconds));
            lastLine = now;
        }
    }
}
