package org.memhop.core.run;

import java.util.List;
import java.util.Locale;
import org.memhop.api.task.TaskData;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;

/** The report of a finished run, in Markdown. */
final class Report {
    private Report() {}

    static String of(RunConfig config, TaskData task, RunResult result) {
        StringBuilder text = new StringBuilder("# ").append(task.name()).append("\n\n");
        text.append("Test error, percent, of the restart with the lowest training error (")
                .append(result.kept())
                .append(" of ")
                .append(result.restarts().size())
                .append(").\n\n| part | questions | error % | loss |\n|---|---:|---:|---:|\n");
        for (PartScore part : result.best().parts()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s %s | %d | %.1f | %.4f |%n",
                    cell(part.part()),
                    cell(part.title()),
                    part.questions(),
                    part.errorPercent(),
                    part.loss()));
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
            text.append(spread(result.restarts()));
        }
        text.append("\n## Settings\n\n```yaml\n").append(config.toYaml()).append("```\n");
        return text.toString().replace("\r\n", "\n");
    }

    /** The sample's standard deviation: divided by one less than there are. */
    private static String spread(List<Restart> restarts) {
        double mean =
                restarts.stream().mapToDouble(Restart::testError).average().orElse(0);
        double squares = restarts.stream()
                .mapToDouble(r -> (r.testError() - mean) * (r.testError() - mean))
                .sum();
        return String.format(
                Locale.ROOT,
                "%nTest error of the restarts: mean %.2f, standard deviation %.2f.%n",
                mean,
                Math.sqrt(squares / (restarts.size() - 1)));
    }

    /** A text that may stand in a table. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }
}
