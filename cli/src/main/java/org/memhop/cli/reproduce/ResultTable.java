package org.memhop.cli.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.memhop.cli.common.Scores;
import org.memhop.cli.terminal.Output;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Environment;
import org.memhop.core.files.Records;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.run.Training;

/**
 * The table: our errors with the paper's beside them. As JSON it is this record.
 *
 * @param set of the corpus
 * @param restarts of each model
 * @param seeds of the restarts
 * @param changes settings that every column has instead of the paper's, by name
 * @param missing tasks that are left out, with the reason
 * @param clock seconds in which one of its trainings or more ran, where that is known
 */
record ResultTable(
        String set,
        int restarts,
        List<Long> seeds,
        Map<String, String> changes,
        Map<Integer, String> missing,
        Environment environment,
        List<ColumnResult> columns,
        Optional<Double> clock) {
    /**
     * A column.
     *
     * @param mean test error over its tasks, in percent, of the restarts that were kept
     * @param failed tasks with an error over 5 %
     * @param seconds that its trainings took, added up
     * @param paperMean the paper's, over the same tasks
     * @param paperFailed the paper's, over the same tasks
     * @param restartMeans the mean test error of each restart
     * @param restartDeviation their standard deviation
     * @param settings what the column changes in the default settings, by name
     * @param select what the restart that is kept was chosen by: {@code training} or {@code validation}
     * @param validationMean error on what was held out of training, in percent, of the restarts that were kept: the mean of
     *     the tasks, or of a joint model its one
     * @param clock seconds in which one of its trainings or more ran, where that is known
     * @param members of an ensemble, and of no other, the titles of its columns: then restarts are those of all members, one after the other,
     *     and none is kept
     */
    record ColumnResult(
            String id,
            String title,
            double mean,
            long failed,
            double seconds,
            Optional<PaperTable.Figure> paperMean,
            Optional<PaperTable.Figure> paperFailed,
            List<Double> restartMeans,
            double restartDeviation,
            List<TaskResult> tasks,
            Optional<Map<String, String>> settings,
            Optional<String> select,
            Optional<Double> validationMean,
            Optional<Double> clock,
            Optional<List<String>> members) {}

    /**
     * A task in a column.
     *
     * @param error in percent, of the restart that was kept
     * @param restarts the error of every restart
     * @param kept number of the restart that was kept, from 1; 0 if all answered together
     * @param paper the paper's error
     * @param least the lowest error of a restart
     * @param most the highest
     * @param weights how much each restart counts in an answer, if they answer together and do not count alike
     */
    record TaskResult(
            int task,
            String title,
            double error,
            List<Double> restarts,
            int kept,
            Optional<PaperTable.Figure> paper,
            Optional<Double> least,
            Optional<Double> most,
            Optional<List<Double>> weights) {}

    /**
     * What the whole table was trained with.
     *
     * @param set of the corpus
     * @param restarts of each model
     * @param seed of the first restart
     * @param changes settings that every column has instead of the paper's, by name
     */
    record Terms(String set, int restarts, long seed, Map<String, String> changes) {}

    static ResultTable of(
            List<Column> columns, Corpus corpus, Trainings.Outcome outcome, PaperTable paper, Terms terms) {
        List<ColumnResult> results = new ArrayList<>();
        for (Column column : columns) {
            results.add(column(column, corpus.tasks(), outcome, paper, terms.restarts()));
        }
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < terms.restarts(); i++) {
            seeds.add(Training.seed(terms.seed(), i));
        }
        return new ResultTable(
                terms.set(),
                terms.restarts(),
                seeds,
                new LinkedHashMap<>(terms.changes()),
                new LinkedHashMap<>(corpus.missing()),
                outcome.environment(),
                results,
                Finished.byTheClock(outcome.results().values()));
    }

    private static ColumnResult column(
            Column column, List<String> names, Trainings.Outcome outcome, PaperTable paper, int count) {
        boolean ensemble = !column.members().isEmpty();
        List<TaskResult> tasks = new ArrayList<>();
        List<Double> held = new ArrayList<>();
        List<Finished> trainings = new ArrayList<>();
        for (String model : column.joint() ? List.of(Cell.JOINT) : names) {
            List<Finished> restarts = column.trained().stream()
                    .flatMap(trained -> outcome.restarts(trained, model, count).stream())
                    .toList();
            trainings.addAll(restarts);
            Judged judged =
                    ensemble ? Judged.together(outcome.together(restarts, column.stacked())) : Judged.kept(restarts);
            judged.heldOut().ifPresent(held::add);
            for (String name : column.joint() ? names : List.of(model)) {
                tasks.add(task(name, restarts, judged, paper.task(column, name)));
            }
        }
        List<Double> means = means(tasks);
        List<Double> errors = tasks.stream().map(TaskResult::error).toList();
        Settings settings = trainings.get(0).cell().settings();
        return new ColumnResult(
                column.id(),
                column.title(),
                Scores.mean(errors),
                errors.stream().filter(error -> error > Scores.FAILED).count(),
                Finished.seconds(trainings),
                paper.mean(column, names),
                paper.failed(column, names),
                means,
                Scores.deviation(means),
                tasks,
                ensemble ? Optional.empty() : Optional.of(column.allChanges()),
                ensemble ? Optional.empty() : Optional.of(settings.text("select")),
                held.isEmpty() ? Optional.empty() : Optional.of(Scores.mean(held)),
                Finished.byTheClock(trainings),
                ensemble
                        ? Optional.of(
                                column.members().stream().map(Column::title).toList())
                        : Optional.empty());
    }

    /**
     * What counts of the restarts of a model, or of an ensemble's models.
     *
     * @param kept number of the restart that was kept, from 1; 0 if all answered together
     * @param errors by the name of a task, in percent
     * @param heldOut error on what was held out of training, in percent
     * @param weights how much each counts, if they do not count alike
     */
    private record Judged(
            int kept, Map<String, Double> errors, Optional<Double> heldOut, Optional<List<Double>> weights) {
        static Judged kept(List<Finished> restarts) {
            Cell cell = restarts.get(0).cell();
            RunResult result = Training.keepBest(
                    cell.data(),
                    cell.settings(),
                    restarts.stream().map(Finished::result).toList());
            Map<String, Double> errors = new LinkedHashMap<>();
            result.best().parts().forEach(part -> errors.put(part.part(), part.errorPercent()));
            return new Judged(result.kept(), errors, Optional.of(result.best().validationError()), Optional.empty());
        }

        static Judged together(Trainings.Together together) {
            Map<String, Double> errors = new LinkedHashMap<>();
            together.scores().forEach((asked, score) -> errors.put(asked, score.errorPercent()));
            return new Judged(
                    0,
                    errors,
                    Optional.ofNullable(errors.get(Trainings.HELD_OUT)),
                    together.weights()
                            .map(weights -> Arrays.stream(weights).boxed().toList()));
        }
    }

    /** The mean over the tasks of each training. */
    private static List<Double> means(List<TaskResult> tasks) {
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < tasks.get(0).restarts().size(); i++) {
            int training = i;
            means.add(Scores.mean(
                    tasks.stream().map(task -> task.restarts().get(training)).toList()));
        }
        return means;
    }

    private static TaskResult task(
            String name, List<Finished> restarts, Judged judged, Optional<PaperTable.Figure> paper) {
        List<PartScore> parts =
                restarts.stream().map(restart -> part(restart.result(), name)).toList();
        List<Double> errors = parts.stream().map(PartScore::errorPercent).toList();
        return new TaskResult(
                Integer.parseInt(name),
                parts.get(0).title(),
                Objects.requireNonNull(judged.errors().get(name), name),
                errors,
                judged.kept(),
                paper,
                Optional.of(Collections.min(errors)),
                Optional.of(Collections.max(errors)),
                judged.weights());
    }

    private static PartScore part(Restart restart, String name) {
        return restart.parts().stream()
                .filter(part -> part.part().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no score of task " + name));
    }

    String json() {
        return Records.write(this);
    }

    String markdown() {
        return new TableText(this).markdown();
    }

    /** Prints it, as many columns beside each other as the terminal has room for. */
    void print(Output out) {
        new TableText(this).print(out);
    }
}
