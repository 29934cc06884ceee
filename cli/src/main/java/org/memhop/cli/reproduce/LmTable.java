package org.memhop.cli.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Environment;
import org.memhop.core.run.LearningCurve;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.RunDirectory;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.RunResult.Restart;

/**
 * The table of language models: our perplexities with the paper's beside them. As JSON it is this record.
 *
 * @param data its name, as in {@code lm-ptb}
 * @param environment where the table was made, and from which data
 * @param rows that are finished
 */
record LmTable(String data, Environment environment, List<RowResult> rows) {
    /**
     * A row.
     *
     * @param id as the user wrote it
     * @param hops how many times the memory is read
     * @param memory how many words it holds
     * @param valid perplexity of the validation text, of the restart that was kept
     * @param test perplexity of the test text, of the same
     * @param paperValid the paper's; none for a model that the paper does not have
     * @param paperTest likewise
     * @param bestEpoch the epoch that is scored: the one with the lowest validation loss, unless {@code select} says otherwise
     * @param epochs that were trained in all
     * @param seconds that all restarts took, added up
     * @param seed of the restart that was kept
     * @param kept its number, from 1
     * @param restarts all of them
     * @param changes settings that differ from the paper's recipe, by name; not hops and memory
     * @param backend that computed
     * @param run the directory
     * @param curve validation perplexity after each epoch
     */
    record RowResult(
            String id,
            int hops,
            int memory,
            double valid,
            double test,
            Optional<Double> paperValid,
            Optional<Double> paperTest,
            int bestEpoch,
            int epochs,
            double seconds,
            long seed,
            int kept,
            List<RestartResult> restarts,
            Map<String, String> changes,
            String backend,
            String run,
            List<Double> curve) {}

    /** One of several trainings of a row. */
    record RestartResult(long seed, double valid, double test, int epochs, double seconds) {
        static RestartResult of(Restart restart) {
            return new RestartResult(
                    restart.seed(),
                    restart.validationPerplexity(),
                    restart.testPerplexity(),
                    restart.epochs(),
                    restart.seconds());
        }
    }

    /**
     * What a finished run came to.
     *
     * @param recipe the settings of the paper
     */
    static RowResult row(LmRow row, TaskData task, Settings recipe, RunDirectory run, RunResult result) {
        Settings own = RunConfig.read(run.path().resolve("config.yaml")).settings();
        PaperTable paper = row.changes().isEmpty() ? PaperTable.of("lm") : PaperTable.of("none");
        String corpus = task.name().replaceFirst("^lm-", "");
        Restart kept = result.best();
        LearningCurve curve = run.curve(result.kept() - 1, result.restarts().size());
        return new RowResult(
                row.id(),
                row.hops(),
                row.memory(),
                kept.validationPerplexity(),
                kept.testPerplexity(),
                paper.figure(corpus + "-valid", row.id()).map(PaperTable.Figure::value),
                paper.figure(corpus + "-test", row.id()).map(PaperTable.Figure::value),
                run.keptEpoch(result),
                kept.epochs(),
                result.restarts().stream().mapToDouble(Restart::seconds).sum(),
                kept.seed(),
                result.kept(),
                result.restarts().stream().map(RestartResult::of).toList(),
                changes(row, recipe, own),
                own.text("backend"),
                String.valueOf(run.path().getFileName()),
                curve.epochs().stream()
                        .map(epoch -> Math.exp(epoch.validationLoss()))
                        .toList());
    }

    private static Map<String, String> changes(LmRow row, Settings recipe, Settings own) {
        List<String> untold = new ArrayList<>(List.of("hops", "memory-size", "seed", "restarts", "backend"));
        untold.removeAll(row.changes().keySet());
        Map<String, String> changes = new LinkedHashMap<>();
        own.values().forEach((name, value) -> {
            if (!recipe.text(name).equals(value) && !untold.contains(name)) {
                changes.put(name, value);
            }
        });
        return changes;
    }
}
