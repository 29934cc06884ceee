package org.memhop.core.train;

import java.util.List;

/**
 * Where a training stands, besides the values of its variables; with the seed it says all that follows.
 *
 * @param step steps taken in all
 * @param linear whether linear start is still going on
 * @param epoch epochs finished in this phase
 * @param stepInEpoch steps taken in the epoch that is going on
 * @param lossSum sum of the losses of these steps
 * @param validation mean validation loss after each finished epoch of this phase
 * @param finished whether there is nothing left to do
 */
public record TrainingState(
        long step,
        boolean linear,
        int epoch,
        int stepInEpoch,
        double lossSum,
        List<Double> validation,
        boolean finished) {
    public TrainingState {
        validation = List.copyOf(validation);
    }
}
