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
    public CacheSettings {
        if (size < 1 || !(theta >= 0 && theta < Double.POSITIVE_INFINITY) || !(lambda >= 0 && lambda < 1)) {
            throw new ConfigException("cache of size " + size + ", theta " + theta + ", lambda " + lambda
                    + "; expected a size of 1 or more, theta of 0 or more, and lambda from 0 to below 1");
        }
    }
}
