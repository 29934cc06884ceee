package org.memhop.core.run;

import org.memhop.api.ConfigException;

/**
 * How words are drawn from what a language model expects.
 *
 * @param temperature probabilities are raised to 1 / this; 1 leaves them as they are, 0 takes the most probable word always
 * @param topK draw from this many of the most probable words; 0 for all
 * @param unknown whether {@link org.memhop.core.data.Vocabulary#UNKNOWN} may be drawn
 * @param seed the same one draws the same words
 */
public record Sampling(double temperature, int topK, boolean unknown, long seed) {
    /** @throws ConfigException if temperature or topK is negative, or temperature no number */
    public Sampling {
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new ConfigException("temperature is " + temperature + "; expected a number from 0");
        }
        if (topK < 0) {
            throw new ConfigException("top-k is " + topK + "; expected 0 for all words, or how many to draw from");
        }
    }
}
