package org.memhop.core.train;

/**
 * How well questions were answered.
 *
 * @param questions how many
 * @param wrong how many got another answer than the right one
 * @param loss mean cross-entropy, in nats
 */
public record Score(int questions, int wrong, double loss) {
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
        return new Score(all, wrong + other.wrong, mean);
    }
}
