package org.memhop.core.optimize;

import java.util.List;

/** The learning rate as a function of the epochs that have passed. */
public sealed interface Schedule {
    /**
     * The rate of an epoch.
     *
     * @param epoch from 0
     * @param validation the mean validation loss after each epoch before this one
     */
    double rate(int epoch, List<Double> validation);

    /** The same rate always. */
    record Constant(double rate) implements Schedule {
        @Override
        public double rate(int epoch, List<Double> validation) {
            return rate;
        }
    }

    /** Multiplied by {@code factor} after every {@code every} epochs. */
    record Step(double initial, double factor, int every) implements Schedule {
        @Override
        public double rate(int epoch, List<Double> validation) {
            int decays = epoch / every;
            return initial * StrictMath.pow(factor, decays);
        }
    }

    /**
     * Multiplied by {@code factor} after each epoch that did not bring the validation loss below {@code threshold} times the
     * one before, as the authors' language model does with 1/1.5 and 0.9999.
     */
    record Plateau(double initial, double factor, double threshold) implements Schedule {
        @Override
        public double rate(int epoch, List<Double> validation) {
            double rate = initial;
            for (int i = 1; i < Math.min(epoch, validation.size()); i++) {
                if (validation.get(i) > threshold * validation.get(i - 1)) {
                    rate *= factor;
                }
            }
            return rate;
        }
    }
}
