package org.memhop.conformance;

/** Says that a case cannot be tried here, and why. */
public final class Skipped extends RuntimeException {
    public Skipped(String reason) {
        super(reason);
    }
}
