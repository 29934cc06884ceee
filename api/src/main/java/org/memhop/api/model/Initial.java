package org.memhop.api.model;

/**
 * How a parameter starts: each element drawn from N(mean, deviation²).
 *
 * @param deviation 0 for a constant
 */
public record Initial(double mean, double deviation) {
    /** The same value everywhere. */
    public static Initial constant(double value) {
        return new Initial(value, 0);
    }

    /** N(0, deviation²). */
    public static Initial normal(double deviation) {
        return new Initial(0, deviation);
    }
}
