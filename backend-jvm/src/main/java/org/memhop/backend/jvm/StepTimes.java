package org.memhop.backend.jvm;

import java.util.Locale;
import org.memhop.backend.jvm.plan.Step;

/** How long each step of a plan takes: a mean over the last runs, in which those of a cold JVM are soon forgotten. */
final class StepTimes {
    private static final int REMEMBERED = 100;

    private final Step[] steps;
    private final double[] nanoseconds;
    private long runs;

    StepTimes(Step[] steps) {
        this.steps = steps;
        this.nanoseconds = new double[steps.length];
    }

    /** Computes every step. */
    void run(Workers workers) {
        runs++;
        long before = System.nanoTime();
        for (int i = 0; i < steps.length; i++) {
            workers.run(steps[i]);
            long after = System.nanoTime();
            nanoseconds[i] += (after - before - nanoseconds[i]) / Math.min(runs, REMEMBERED);
            before = after;
        }
    }

    /** One step a line, in their order: microseconds, a tab, the step. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.length; i++) {
            text.append(String.format(Locale.ROOT, "%.3f\t%s\n", nanoseconds[i] / 1e3, steps[i]));
        }
        return text.toString();
    }
}
