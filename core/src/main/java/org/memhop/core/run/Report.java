package org.memhop.core.run;

import java.util.List;
import java.util.Locale;
import org.memhop.api.task.TaskData;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;

/** The report of a finished run that answers questions, in Markdown. */
final class Report {
    private Report() {}

    static String of(RunConfig config, TaskData task, RunResult result) {
        boolean hops =
                result.best().parts().stream().anyMatch(part -> part.hops().isPresent());
        StringBuilder text = new StringBuilder("# ").append(task.name()).append("\n\n");
        text.append("Test error, percent, of the restart with the lowest ")
                .append(config.settings().text("select").equals("validation") ? "validation loss" : "training error")
                .append(" (")
                .append(result.kept())
                .append(" of ")
                .append(result.restarts().size())
                .append(").\n\n| part | questions | error % | loss |")
                .append(hops ? " hops |" : "")
                .append("\n|---|---:|---:|---:|")
                .append(hops ? "---:|\n" : "\n");
        for (PartScore part : result.best().parts()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s %s | %d | %.1f | %.4f |%s%n",
                    cell(part.part()),
                    cell(part.title()),
                    part.questions(),
                    part.errorPercent(),
                    part.loss(),
                    part.hops()
                            .map(mean -> String.format(Locale.ROOT, " %.2f |", mean))
                            .orElse("")));
        }
        text.append("\n## Restarts\n\n| seed | training error % | validation error % | test error % | seconds |\n")
                .append("|---:|---:|---:|---:|---:|\n");
        for (Restart r : result.restarts()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %.1f | %.1f | %.1f | %.1f |%n",
                    r.seed(),
                    r.trainError(),
                    r.validationError(),
                    r.testError(),
                    r.seconds()));
        }
        if (result.restarts().size() > 1) {
            text.append(spread(
                    "Test error",
                    result.restarts().stream().map(Restart::testError).toList()));
        }
        text.append(settings(config));
        return text.toString().replace("\r\n", "\n");
    }

    /** The sample's standard deviation: divided by one less than there are. */
    static String spread(String what, List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return String.format(
                Locale.ROOT,
                "%n%s of the restarts: mean %.2f, standard deviation %.2f.%n",
                what,
                mean,
                Math.sqrt(squares / (values.size() - 1)));
    }

    static String settings(RunConfig config) {
        return "\n## Settings\n\n```yaml\n" + config.toYaml() + "```\n";
    }

    /** A text that may stand in a table. */
    static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }
}
