package org.memhop.conformance;

import java.util.List;

/** A report for people. */
final class ReportText {
    private ReportText() {}

    static String of(Report report) {
        StringBuilder text = new StringBuilder(ConformanceTable.of(List.of(Summary.of(report))));
        for (CaseResult result : report.results()) {
            if (result.status() == CaseResult.Status.SKIPPED) {
                text.append("skipped: ")
                        .append(result.name())
                        .append(": ")
                        .append(result.message())
                        .append('\n');
            }
        }
        for (CaseResult result : report.failures()) {
            text.append("FAILED: ")
                    .append(result.name())
                    .append(": ")
                    .append(result.message())
                    .append('\n');
        }
        report.idle()
                .forEach(idle -> text.append("forgives nothing: ").append(idle).append('\n'));
        return text.toString();
    }
}
