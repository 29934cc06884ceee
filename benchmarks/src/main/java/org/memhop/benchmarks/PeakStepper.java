package org.memhop.benchmarks;

import org.memhop.benchmarks.yardstick.FmaPeak;

/** Takes turns with training steps, so that what the processors can do is measured when they are. */
final class PeakStepper implements Stepper {
    private final FmaPeak peak;

    PeakStepper(int threads) {
        peak = new FmaPeak(threads);
    }

    /** Trains nothing. */
    @Override
    public double step(int n, float rate) {
        peak.run();
        return 0;
    }

    /** Floating point operations of a step. */
    double operations() {
        return peak.operations();
    }

    @Override
    public void close() {
        peak.close();
    }
}
