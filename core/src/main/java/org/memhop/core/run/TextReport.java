package org.memhop.core.run;

import java.util.Locale;
import org.memhop.api.task.TaskData;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;

/** The report of a finished run on running text, in Markdown. */
final class TextReport {
    private TextReport() {}

    /**
     * The report.
     *
     * @param curve of the restart that was kept
     */
    static String of(RunConfig config, TaskData task, RunResult result, LearningCurve curve) {
        boolean validation = config.settings().text("select").equals("validation");
        Restart kept = result.best();
        StringBuilder text = new StringBuilder("# ").append(task.name()).append("\n\n");
        task.parts().forEach(part -> text.append(Report.cell(part.title())).append(".\n\n"));
        line(
                text,
                "Perplexity of restart %d of %d, the one with the lowest %s, after %s.%n",
                result.kept(),
                result.restarts().size(),
                validation ? "validation loss" : "training error",
                validation ? "epoch " + best(curve) + " of " + kept.epochs() : "its last epoch, " + kept.epochs());
        text.append("\n| text | words | perplexity | loss |\n|---|---:|---:|---:|\n");
        line(text, "| validation | | %.2f | %.4f |%n", kept.validationPerplexity(), kept.validationLoss());
        for (PartScore part : kept.parts()) {
            line(text, "| test | %d | %.2f | %.4f |%n", part.questions(), part.perplexity(), part.loss());
        }
        restarts(text, result);
        text.append("\n## Learning curve\n\n| epoch | rate | training perplexity | validation perplexity |\n")
                .append("|---:|---:|---:|---:|\n");
        for (LearningCurve.Epoch epoch : curve.epochs()) {
            line(
                    text,
                    "| %d | %.3g | %.2f | %.2f |%n",
                    epoch.number(),
                    epoch.rate(),
                    Math.exp(epoch.trainLoss()),
                    Math.exp(epoch.validationLoss()));
        }
        return text.append(Report.settings(config)).toString().replace("\r\n", "\n");
    }

    private static void restarts(StringBuilder text, RunResult result) {
        text.append("""

                ## Restarts

                | seed | epochs | training perplexity | validation perplexity | test perplexity | seconds |
                |---:|---:|---:|---:|---:|---:|
                """);
        for (Restart r : result.restarts()) {
            line(
                    text,
                    "| %d | %d | %.2f | %.2f | %.2f | %.1f |%n",
                    r.seed(),
                    r.epochs(),
                    Math.exp(r.trainLoss()),
                    r.validationPerplexity(),
                    r.testPerplexity(),
                    r.seconds());
        }
        if (result.restarts().size() > 1) {
            text.append(Report.spread(
                    "Test perplexity",
                    result.restarts().stream().map(Restart::testPerplexity).toList()));
        }
    }

    private static String best(LearningCurve curve) {
        return curve.best().map(epoch -> Integer.toString(epoch.number())).orElse("?");
    }

    private static void line(StringBuilder text, String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, pattern, values));
    }
}
