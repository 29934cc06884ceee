package org.memhop.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.benchmarks.yardstick.LanguageStep.Part;

/** What the time of a plan of backend {@code jvm} is spent on, read from what its option {@code profile} makes it say. */
final class PlanProfile {
    /** Microseconds, a tab, and the step with its scope in parentheses, if it has one. */
    private static final Pattern LINE = Pattern.compile("([0-9.]+)\t(.*)");

    private static final Pattern ROWS = Pattern.compile("GATHER_ROWS|SCATTER_ADD_ROWS");
    private static final Pattern SCOPE = Pattern.compile("\\((?:gradient/)?(question|hop|null-row|clip|update)");

    private PlanProfile() {}

    /** Each part's share of the whole. */
    static Map<Part, Double> shares(String text) {
        Map<Part, Double> spent = new EnumMap<>(Part.class);
        List.of(Part.values()).forEach(part -> spent.put(part, 0.0));
        double total = 0;
        for (String line : text.lines().toList()) {
            Matcher timed = LINE.matcher(line);
            if (timed.matches()) {
                double microseconds = Double.parseDouble(timed.group(1));
                spent.merge(part(timed.group(2)), microseconds, Double::sum);
                total += microseconds;
            }
        }
        if (total == 0) {
            throw new IllegalStateException("the plan tells no times:\n" + text);
        }
        double whole = total;
        spent.replaceAll((part, microseconds) -> microseconds / whole);
        return spent;
    }

    /** What is in none of these scopes is the output layer's: its own, and the sum of the loss, which has no scope. */
    private static Part part(String step) {
        if (ROWS.matcher(step).find()) {
            return Part.GATHER_AND_SCATTER;
        }
        Matcher scope = SCOPE.matcher(step);
        if (!scope.find()) {
            return Part.OUTPUT;
        }
        return scope.group(1).equals("question") || scope.group(1).equals("hop") ? Part.HOPS : Part.UPDATE;
    }
}
