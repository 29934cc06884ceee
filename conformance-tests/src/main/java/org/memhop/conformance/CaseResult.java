package org.memhop.conformance;

import java.util.List;

/**
 * What came of one case on one backend.
 *
 * @param message what was wrong, or why the case was skipped; empty if it passed
 * @param measures how near each judged result came
 * @param forgiven the deviations without which the case would have failed
 */
public record CaseResult(
        Group group,
        String name,
        Status status,
        String message,
        List<Measure> measures,
        List<Deviation> forgiven,
        double seconds) {
    /** How a case ended. */
    public enum Status {
        PASSED,
        FAILED,
        /** It could not be tried; the message says why. */
        SKIPPED
    }

    public CaseResult {
        measures = List.copyOf(measures);
        forgiven = List.copyOf(forgiven);
    }

    public boolean failed() {
        return status == Status.FAILED;
    }
}
