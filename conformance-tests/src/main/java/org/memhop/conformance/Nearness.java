package org.memhop.conformance;

import java.util.Arrays;
import org.memhop.api.graph.HostTensor;

/** How far one tensor is from another, as a whole. */
public record Nearness(boolean comparable, String found, String expected, double distance, double norm, int worst) {
    /** Compares two tensors element by element. */
    public static Nearness of(HostTensor found, HostTensor expected) {
        if (!found.shape().equals(expected.shape())) {
            return new Nearness(false, found.toString(), expected.toString(), 0, 0, -1);
        }
        double distance = 0;
        double norm = 0;
        double largest = -1;
        int worst = 0;
        for (int i = 0; i < expected.shape().size(); i++) {
            double got = found.get(i);
            double want = expected.get(i);
            if (Double.compare(got, want) == 0) {
                norm += Double.isFinite(want) ? want * want : 0;
                continue;
            }
            double error = Math.abs(got - want);
            if (!Double.isFinite(error)) {
                return new Nearness(false, at(found, i), at(expected, i), error, 0, i);
            }
            distance += error * error;
            norm += want * want;
            if (error > largest) {
                largest = error;
                worst = i;
            }
        }
        boolean any = expected.shape().size() > 0;
        return new Nearness(
                true,
                any ? at(found, worst) : "",
                any ? at(expected, worst) : "",
                Math.sqrt(distance),
                Math.sqrt(norm),
                worst);
    }

    /** Whether {@code ‖found − expected‖ ≤ tolerance · ‖expected‖}, and what is not finite is the same in both. */
    public boolean within(double tolerance) {
        return comparable && distance <= tolerance * norm;
    }

    /** The distance, and the worst element, in words. */
    public String describe(double tolerance) {
        return comparable
                ? "differs by " + distance + " in norm, which is " + distance / norm
                        + " of what was expected; allowed is " + tolerance + "; worst: " + found + ", expected "
                        + expected
                : "found " + found + ", expected " + expected;
    }

    private static String at(HostTensor tensor, int i) {
        return tensor.get(i) + " at " + Arrays.toString(tensor.shape().coordinates(i));
    }
}
