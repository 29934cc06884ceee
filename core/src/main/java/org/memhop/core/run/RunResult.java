package org.memhop.core.run;

import java.util.List;

/**
 * What a finished run came to.
 *
 * @param name of its data
 * @param kept the restart with the lowest training error, from 1
 * @param restarts all of them
 */
public record RunResult(String name, int kept, List<Restart> restarts) {
    public RunResult {
        restarts = List.copyOf(restarts);
        if (kept < 1 || kept > restarts.size()) {
            throw new IllegalArgumentException("restart " + kept + " is kept of " + restarts.size());
        }
    }

    /**
     * One training.
     *
     * @param seed it started from
     * @param trainError percent wrong of the training questions, without noise
     * @param trainLoss their mean loss
     * @param validationError percent wrong of what was held out
     * @param testError percent wrong of the test questions: the mean over the parts
     * @param seconds it took
     * @param parts each part's test
     */
    public record Restart(
            long seed,
            double trainError,
            double trainLoss,
            double validationError,
            double testError,
            double seconds,
            List<PartScore> parts) {
        public Restart {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The test of a part.
     *
     * @param part its name
     * @param title what it is about
     */
    public record PartScore(String part, String title, int questions, double errorPercent, double loss) {}

    /** The restart that was kept. */
    public Restart best() {
        return restarts.get(kept - 1);
    }
}
