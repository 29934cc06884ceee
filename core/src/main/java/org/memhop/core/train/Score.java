package org.memhop.core.train;

import java.util.Optional;

/**
 * How well questions were answered.
 *
 * @param questions how many
 * @param wrong how many got another answer than the right one
 * @param loss mean cross-entropy, in nats
 * @param hops how many hops a question took, on average; absent if always the same number, or of no questions
 */
public record Score(int questions, int wrong, double loss, Optional<Double> hops) {
    /** Share of wrong answers, in percent; 0 of no questions. */
    public double errorPercent() {
        return questions == 0 ? 0 : 100.0 * wrong / questions;
    }

    /** {@code exp} of the loss. */
    public double perplexity() {
        return Math.exp(loss);
    }

    /** Both together. */
    public Score plus(Score other) {
        int all = questions + other.questions;
        double mean = all == 0 ? 0 : (loss * questions + other.loss * other.questions) / all;
        Optional<Double> meanHops = hops.flatMap(h -> other.hops.map(o -> (h * questions + o * other.questions) / all))
                .or(() -> hops)
                .or(other::hops);
        return new Score(all, wrong + other.wrong, mean, meanHops);
    }
}
