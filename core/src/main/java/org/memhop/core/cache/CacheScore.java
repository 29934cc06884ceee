package org.memhop.core.cache;

/**
 * How well a text is foretold with a cache, and without.
 *
 * @param words how many were scored
 * @param loss mean of −ln p with the cache, in nats
 * @param without the same of the model alone
 */
public record CacheScore(CacheSettings settings, int words, double loss, double without) {
    /** {@code exp} of the loss with the cache. */
    public double perplexity() {
        return Math.exp(loss);
    }

    /** {@code exp} of the loss of the model alone. */
    public double perplexityWithout() {
        return Math.exp(without);
    }
}
