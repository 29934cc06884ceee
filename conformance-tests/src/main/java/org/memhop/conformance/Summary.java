package org.memhop.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.graph.DType;
import org.memhop.core.compare.OpClass;

/**
 * A report in few numbers.
 *
 * @param details of the backend: versions, devices
 * @param classes the worst that was measured in each class of operations and type
 * @param deviations what was forgiven, in words
 */
public record Summary(
        String label,
        Map<String, String> details,
        int cases,
        int passed,
        int failed,
        int skipped,
        double seconds,
        List<Worst> classes,
        List<String> deviations) {
    /**
     * The worst of many measures.
     *
     * @param ulps the largest error, in units of the last place
     * @param ulpsIn the case that has it
     * @param share the largest part of a tolerance that was used
     * @param shareIn the case that used it
     */
    public record Worst(String opClass, String type, double ulps, String ulpsIn, double share, String shareIn) {}

    public Summary {
        classes = List.copyOf(classes);
        deviations = List.copyOf(deviations);
    }

    public static Summary of(Report report) {
        List<Worst> classes = new ArrayList<>();
        for (OpClass opClass : OpClass.values()) {
            for (DType type : List.of(DType.F32, DType.F64)) {
                List<Measure> measures = report.results().stream()
                        .flatMap(result -> result.measures().stream())
                        .filter(measure -> measure.opClass() == opClass && measure.type() == type)
                        .toList();
                Optional<Measure> ulps = measures.stream().max(Comparator.comparingDouble(Measure::ulps));
                Optional<Measure> share = measures.stream().max(Comparator.comparingDouble(Measure::share));
                if (ulps.isPresent() && share.isPresent()) {
                    classes.add(new Worst(
                            opClass.name(),
                            type.name(),
                            ulps.get().ulps(),
                            ulps.get().where(),
                            share.get().share(),
                            share.get().where()));
                }
            }
        }
        return new Summary(
                report.label(),
                report.info().details(),
                report.results().size(),
                report.count(CaseResult.Status.PASSED),
                report.count(CaseResult.Status.FAILED),
                report.count(CaseResult.Status.SKIPPED),
                report.results().stream().mapToDouble(CaseResult::seconds).sum(),
                classes,
                report.deviations().stream().map(Deviation::toString).toList());
    }
}
