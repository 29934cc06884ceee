package org.memhop.core.compare;

import java.util.Arrays;
import org.memhop.api.graph.DType;

/**
 * How far a quantity on one backend lies from the exact one. Elements are measured by their own magnitude, but never by less
 * than the root mean square of all: an element near zero is the difference of larger ones.
 *
 * @param relative the norm of the error over the norm of the exact quantity
 * @param largestError of an element, absolutely
 * @param medianError of an element, absolutely
 * @param largestRelative of an element
 * @param medianRelative of an element
 * @param largestUlps of an element, in units of the last place
 * @param medianUlps of an element, in units of the last place
 * @param tolerance what {@code relative} may be
 */
public record Figure(
        Quantity quantity,
        double relative,
        double largestError,
        double medianError,
        double largestRelative,
        double medianRelative,
        double largestUlps,
        double medianUlps,
        double tolerance) {
    /** Whether the quantity agrees; what is not finite on one side only does not. */
    public boolean within() {
        return relative <= tolerance;
    }

    static Figure of(Quantity quantity, DType type, double[] found, double[] exact, double tolerance) {
        double squares = 0;
        double errorSquares = 0;
        double[] errors = new double[exact.length];
        for (int i = 0; i < exact.length; i++) {
            boolean same = found[i] == exact[i] || (Double.isNaN(found[i]) && Double.isNaN(exact[i]));
            double error = same ? 0 : Math.abs(found[i] - exact[i]);
            errors[i] = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            errorSquares += errors[i] * errors[i];
            squares += Double.isFinite(exact[i]) ? exact[i] * exact[i] : 0;
        }
        double mean = Math.sqrt(squares / Math.max(1, exact.length));
        double[] relative = new double[exact.length];
        double[] ulps = new double[exact.length];
        for (int i = 0; i < exact.length; i++) {
            double scale = Math.max(mean, Double.isFinite(exact[i]) ? Math.abs(exact[i]) : 0);
            relative[i] = errors[i] == 0 ? 0 : errors[i] / scale;
            ulps[i] = errors[i] / Bound.ulp(type, scale);
        }
        return new Figure(
                quantity,
                errorSquares == 0 ? 0 : Math.sqrt(errorSquares / squares),
                largest(errors),
                median(errors),
                largest(relative),
                median(relative),
                largest(ulps),
                median(ulps),
                tolerance);
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }

    /** The middle one, or the mean of the two in the middle; 0 of none. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? 0 : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
