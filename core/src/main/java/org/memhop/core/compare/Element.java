package org.memhop.core.compare;

import org.memhop.api.graph.HostTensor;

/**
 * The first element of a tensor that lies outside its tolerance.
 *
 * @param position in C order
 * @param found what the backend has there
 * @param exact what the float64 reference has
 * @param allowed the largest error
 * @param ulps the error in units of the last place; infinite if one of the two is not finite
 * @param wrong how many elements of the tensor are wrong
 */
public record Element(int position, double found, double exact, double allowed, double ulps, int wrong) {
    static Element of(HostTensor found, HostTensor exact, int position, double allowed, double ulp, int wrong) {
        double got = found.get(position);
        double want = exact.get(position);
        double error = Math.abs(got - want);
        return new Element(
                position, got, want, allowed, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error / ulp, wrong);
    }
}
