package org.memhop.conformance;

import java.util.regex.Pattern;

/**
 * Where a backend is known to be off, by how much, and why. Data that stands beside the backend's conformance test; one that
 * forgives nothing fails the suite.
 *
 * @param cases a regular expression that the whole name of a case must match
 * @param reason why the backend does this, and why it is left so
 */
public record Deviation(Pattern cases, Relaxation relaxation, String reason) {
    /** The most that a tolerance may be widened. */
    public static final double MOST = 10;

    /** What is forgiven. */
    public sealed interface Relaxation {}

    /** Errors up to {@code factor} times the tolerance. */
    record Wider(double factor) implements Relaxation {
        Wider {
            if (!(factor > 1 && factor <= MOST)) {
                throw new IllegalArgumentException("a tolerance is widened by more than 1 and at most " + MOST
                        + " times, not " + factor + "; beyond that a backend is wrong");
            }
        }
    }

    /** Subnormal operands and results may be taken for zeros. */
    record Flushed() implements Relaxation {}

    /** Errors up to {@code factor} times the tolerance, at most {@link #MOST}. */
    public static Deviation wider(String cases, double factor, String reason) {
        return new Deviation(Pattern.compile(cases), new Wider(factor), reason);
    }

    /** Subnormal operands and results may be taken for zeros. */
    public static Deviation flushesSubnormals(String cases, String reason) {
        return new Deviation(Pattern.compile(cases), new Flushed(), reason);
    }

    boolean covers(String name) {
        return cases.matcher(name).matches();
    }

    @Override
    public String toString() {
        String what = relaxation instanceof Wider wider ? wider.factor() + " × the tolerance" : "subnormals flushed";
        return what + " in " + cases + ": " + reason;
    }
}
