package org.memhop.core.run;

/**
 * How well a text was expected.
 *
 * @param words how many it has
 * @param unknown how many of them are not in the vocabulary, and counted as {@link org.memhop.core.data.Vocabulary#UNKNOWN}
 * @param logProbability the natural logarithm of the probability of all of it
 */
public record Scored(long words, long unknown, double logProbability) {
    /** {@code exp} of the mean cross-entropy; 1 of no words. */
    public double perplexity() {
        return Math.exp(-perWord());
    }

    /** The mean of the words' log-probabilities, in nats; 0 of no words. */
    public double perWord() {
        return words == 0 ? 0 : logProbability / words;
    }

    /** Both together. */
    public Scored plus(Scored other) {
        return new Scored(words + other.words, unknown + other.unknown, logProbability + other.logProbability);
    }
}
