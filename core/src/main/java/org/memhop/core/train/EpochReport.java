package org.memhop.core.train;

/**
 * What an epoch came to.
 *
 * @param step steps taken in all
 * @param linear whether it was one of linear start
 * @param epoch its number within the phase, from 1
 * @param rate learning rate
 * @param trainLoss mean loss of the examples drawn, each before its step, with noise
 * @param validation score on what was held out
 * @param best whether no epoch of this phase had a lower validation loss
 */
public record EpochReport(
        long step, boolean linear, int epoch, double rate, double trainLoss, Score validation, boolean best) {}
