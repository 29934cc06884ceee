package org.memhop.core.compare;

import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;

/** The distance between tensors that were computed in several steps, measured by the largest magnitude of the exact one. */
final class Drift {
    /** What a value may drift between two right ways of computing it, beyond what one of them drifts from the exact one. */
    private static final double ROUNDINGS = 64;

    private static final double FACTOR = 16;

    private Drift() {}

    /** The largest error over the largest magnitude; infinite if what is not a number, or infinite, differs. */
    static double of(HostTensor found, HostTensor exact) {
        double scale = scale(exact);
        double most = 0;
        for (int i = 0; i < exact.shape().size(); i++) {
            most = Math.max(most, error(found, exact, i));
        }
        return most == 0 ? 0 : most / scale;
    }

    /**
     * How far another computation of the same value may drift.
     *
     * @param right a value every step of which was found right
     */
    static double allowed(HostTensor right, HostTensor exact) {
        double epsilon = switch (right.type()) {
            case F32 -> Math.ulp(1f);
            case F64 -> Math.ulp(1.0);
            case I32 -> 0;
        };
        return Math.max(FACTOR * of(right, exact), ROUNDINGS * epsilon);
    }

    /** The first element that drifted further than allowed, and how many did. */
    static Element first(HostTensor found, HostTensor exact, double allowed) {
        double room = allowed * scale(exact);
        int first = -1;
        int wrong = 0;
        for (int i = 0; i < exact.shape().size(); i++) {
            if (error(found, exact, i) > room) {
                first = first < 0 ? i : first;
                wrong++;
            }
        }
        return Element.of(found, exact, first, room, Bound.ulp(found.type(), exact.get(first)), wrong);
    }

    private static double scale(HostTensor exact) {
        double scale = 0;
        for (int i = 0; i < exact.shape().size(); i++) {
            double size = Math.abs(exact.get(i));
            scale = Double.isFinite(size) ? Math.max(scale, size) : scale;
        }
        return scale;
    }

    private static double error(HostTensor found, HostTensor exact, int i) {
        double got = found.get(i);
        double want = exact.get(i);
        double rounded = found.type() == DType.F32 ? (float) want : want;
        if (got == rounded || (Double.isNaN(got) && Double.isNaN(want))) {
            return 0;
        }
        double error = Math.abs(got - want);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }
}
