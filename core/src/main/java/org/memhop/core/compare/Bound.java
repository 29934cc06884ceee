package org.memhop.core.compare;

import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;

/**
 * How far each element of a result may lie from the exact one.
 *
 * @param scale what an error is measured against: the exact value, or for sums the sum of the terms' magnitudes
 * @param allowed the largest error; 0 where the bits are given, infinite where the terms leave the type's range
 */
public record Bound(double[] scale, double[] allowed) {
    /** This bound with room for {@code factor} times the error. */
    public Bound times(double factor) {
        double[] wider = allowed.clone();
        for (int i = 0; i < wider.length; i++) {
            wider[i] *= factor;
        }
        return new Bound(scale, wider);
    }

    /**
     * Holds a result against the exact one. An element is right if it is the exact value rounded to the type (where nothing is
     * to be forgiven, to the sign of a zero), or NaN where that is NaN, or no further away than allowed.
     *
     * @param found F32, F64 or I32
     * @param exact of the same shape, F64 or I32
     */
    public Judgement judge(HostTensor found, HostTensor exact) {
        int first = -1;
        int wrong = 0;
        double ulps = 0;
        double share = 0;
        for (int i = 0; i < allowed.length; i++) {
            double got = found.get(i);
            double want = exact.get(i);
            double rounded = found.type() == DType.F32 ? (float) want : want;
            if (Double.compare(got, rounded) == 0 || (Double.isNaN(got) && Double.isNaN(want))) {
                continue;
            }
            double error = Math.abs(got - want);
            boolean zeros = got == rounded;
            boolean right = zeros ? allowed[i] > 0 : error <= allowed[i] || allowed[i] == Double.POSITIVE_INFINITY;
            if (!right) {
                first = first < 0 ? i : first;
                wrong++;
            }
            if (!zeros && Double.isFinite(error)) {
                ulps = Math.max(ulps, error / ulp(found.type(), scale[i]));
            }
            if (!zeros && Double.isFinite(allowed[i])) {
                share = Math.max(share, right ? error / allowed[i] : over(error, allowed[i]));
            } else if (!right) {
                share = Double.POSITIVE_INFINITY;
            }
        }
        return new Judgement(first, wrong, ulps, share);
    }

    /** The distance between neighbouring numbers of a type at this magnitude, and never less than at its smallest normal one. */
    public static double ulp(DType type, double at) {
        double size = Math.abs(at);
        return switch (type) {
            case F32 -> Math.ulp((float) Math.min(Math.max(size, Float.MIN_NORMAL), Float.MAX_VALUE));
            case F64 -> Math.ulp(Math.min(Math.max(size, Double.MIN_NORMAL), Double.MAX_VALUE));
            case I32 -> 1;
        };
    }

    private static double over(double error, double allowed) {
        return allowed > 0 && Double.isFinite(error) ? error / allowed : Double.POSITIVE_INFINITY;
    }
}
