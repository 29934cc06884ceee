package org.memhop.core.run;

import java.util.List;
import java.util.Optional;
import org.memhop.api.task.Measure;

/**
 * What a finished run came to.
 *
 * @param name of its data
 * @param measure what it is measured by
 * @param kept the restart with the lowest training error (or validation loss, if that selects), from 1
 * @param restarts all of them
 */
public record RunResult(String name, Measure measure, int kept, List<Restart> restarts) {
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
     * @param epochs it took, those of linear start among them
     * @param trainError percent wrong of the training questions, without noise; of a text of at most its first 200,000 words
     * @param trainLoss their mean loss
     * @param validationError percent wrong of what was held out
     * @param validationLoss its mean loss
     * @param testError percent wrong of the test questions: the mean over the parts
     * @param seconds it took
     * @param parts each part's test
     */
    public record Restart(
            long seed,
            int epochs,
            double trainError,
            double trainLoss,
            double validationError,
            double validationLoss,
            double testError,
            double seconds,
            List<PartScore> parts) {
        public Restart {
            parts = List.copyOf(parts);
        }

        /** Of what was held out: {@code exp} of its mean loss. */
        public double validationPerplexity() {
            return Math.exp(validationLoss);
        }

        /** Of the test: {@code exp} of the mean loss over all words of the parts. */
        public double testPerplexity() {
            double words = 0;
            double loss = 0;
            for (PartScore part : parts) {
                words += part.questions();
                loss += part.questions() * part.loss();
            }
            return Math.exp(loss / words);
        }
    }

    /**
     * The test of a part.
     *
     * @param part its name
     * @param title what it is about
     * @param hops how many hops a question took, on average; absent if always the same number
     */
    public record PartScore(
            String part, String title, int questions, double errorPercent, double loss, Optional<Double> hops) {
        /** {@code exp} of the loss. */
        public double perplexity() {
            return Math.exp(loss);
        }
    }

    /** The restart that was kept. */
    public Restart best() {
        return restarts.get(kept - 1);
    }
}
