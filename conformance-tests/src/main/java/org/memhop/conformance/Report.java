package org.memhop.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;

/**
 * What came of all cases on one backend.
 *
 * @param label the backend and its options, as in {@code jvm vector=off}
 */
public record Report(String label, BackendInfo info, List<CaseResult> results, List<Deviation> deviations) {
    public Report {
        results = List.copyOf(results);
        deviations = List.copyOf(deviations);
    }

    /** The cases that the backend failed. */
    public List<CaseResult> failures() {
        return results.stream().filter(CaseResult::failed).toList();
    }

    /** Deviations that forgave nothing: the backend has become better, or the pattern is wrong. */
    public List<Deviation> idle() {
        List<Deviation> idle = new ArrayList<>(deviations);
        results.forEach(result -> idle.removeAll(result.forgiven()));
        return idle;
    }

    /** Whether the backend may be trusted. */
    public boolean passed() {
        return failures().isEmpty() && idle().isEmpty();
    }

    /** How many cases ended so. */
    public int count(CaseResult.Status status) {
        return (int) results.stream().filter(r -> r.status() == status).count();
    }

    static String label(String id, BackendConfig config) {
        StringBuilder text = new StringBuilder(id);
        new TreeMap<>(config.options())
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }
}
