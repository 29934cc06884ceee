package org.memhop.core.cache;

import org.memhop.api.ConfigException;

/**
 * What a continuous cache goes by.
 *
 * @param size N, how many states it remembers
 * @param theta θ, how sharply it prefers states like the present one; 0 prefers none
 * @param lambda λ, its share of the mixture
 */
public record CacheSettings(int size, double theta, double lambda) {
    /** Words that are scored at once. */
    static final int BATCH = 128;

    public CacheSettings {
        if (size < 1 || !(theta >= 0 && theta < Double.POSITIVE_INFINITY) || !(lambda >= 0 && lambda < 1)) {
            throw new ConfigException("cache of size " + size + ", theta " + theta + ", lambda " + lambda
                    + "; expected a size of 1 or more, theta of 0 or more, and lambda from 0 to below 1");
        }
    }

    /**
     * Refuses more states than an array holds, with those of a batch.
     *
     * @param dimension d, the length of a state
     * @throws ConfigException if they are more
     */
    void requireRoom(int dimension) {
        int most = Integer.MAX_VALUE / Math.max(dimension, BATCH) - BATCH;
        if (size > most) {
            throw new ConfigException("cache of size " + size + ", of states of " + dimension
                    + " numbers; expected a size of " + most + " at most");
        }
    }
}
