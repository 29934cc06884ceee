package org.memhop.cli.train;

import java.util.Optional;
import org.memhop.core.run.TrainingRun;
import org.memhop.core.train.EpochReport;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;

/** One training of one run: what a thread works on, and how far it has come. Read by other threads than the one that trains. */
final class Cell implements TrainingObserver {
    /** Share of the newest step in the loss that is shown; about the last hundred steps count. */
    private static final double NEWEST = 0.01;

    private final TrainingRun run;
    private final int restart;
    private final ProgressBoard board;
    private volatile double begun;
    private volatile double share;
    private volatile double loss = Double.NaN;
    private volatile Optional<EpochReport> epoch = Optional.empty();
    private volatile boolean running;
    private long step; // these three are of the thread that trains
    private long steps;
    private double average;

    Cell(TrainingRun run, int restart, ProgressBoard board) {
        this.run = run;
        this.restart = restart;
        this.board = board;
    }

    TrainingRun run() {
        return run;
    }

    int restart() {
        return restart;
    }

    /** As in {@code babi-1} or {@code babi-1 restart 2}. */
    String name() {
        String name = String.valueOf(run.path().getFileName());
        return run.restarts() == 1 ? name : name + " restart " + (restart + 1);
    }

    /** About how long it takes, in a unit of its own: passes over words, times dimensions. */
    double cost() {
        var data = run.training().data();
        var settings = run.config().settings();
        double words =
                (double) data.train().size() * data.size().slots() * data.size().sentenceWords();
        double epochs = settings.wide("epochs") + settings.wide("linear-start-epochs");
        return words * epochs * settings.wide("hops") * settings.wide("dimension");
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

    /** Mean loss of the latest examples, in nats; not a number before the first. */
    double loss() {
        return loss;
    }

    Optional<EpochReport> epoch() {
        return epoch;
    }

    void done() {
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
        epoch = Optional.of(report);
        board.epoch(this, report);
    }
}
