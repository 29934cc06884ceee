package org.memhop.core.cache;

import java.util.ArrayList;
import java.util.List;

/**
 * The θ and λ that are tried together. The θ are series that double from one to the next, because then a weight is the square
 * of the one before it, and no exponential.
 *
 * @param firsts where the series of θ begin
 * @param doublings how many θ there are in each series, 1 or more
 * @param lambdas each 0 or more, below 1
 */
public record CacheGrid(List<Double> firsts, int doublings, List<Double> lambdas) {
    public CacheGrid {
        firsts = List.copyOf(firsts);
        lambdas = List.copyOf(lambdas);
    }

    /** What validation chooses from: θ from 1/1024 to 6 in steps of 1.33 and 1.5, λ from 0, which is no cache, to 0.6. */
    public static CacheGrid standard() {
        return new CacheGrid(
                List.of(0x1p-10, 0x1.8p-10),
                13,
                List.of(0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6));
    }

    /** One θ and one λ. */
    public static CacheGrid of(CacheSettings settings) {
        return new CacheGrid(List.of(settings.theta()), 1, List.of(settings.lambda()));
    }

    /** Every θ: the first series, then the next. */
    List<Double> thetas() {
        List<Double> all = new ArrayList<>();
        for (double first : firsts) {
            for (int t = 0; t < doublings; t++) {
                all.add(Math.scalb(first, t));
            }
        }
        return all;
    }
}
