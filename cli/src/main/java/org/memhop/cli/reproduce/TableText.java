package org.memhop.cli.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.memhop.cli.common.Scores;
import org.memhop.cli.reproduce.ResultTable.ColumnResult;
import org.memhop.cli.reproduce.ResultTable.TaskResult;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.files.Environment;

/** The table for people: on the screen, and as Markdown. */
final class TableText {
    private static final String VALIDATION = "validation";

    private final ResultTable result;
    private final List<Published> published;

    TableText(ResultTable result) {
        this.result = result;
        List<String> paper = ColumnTable.PAPER.stream().map(Column::id).toList();
        boolean beyond = result.columns().stream().anyMatch(column -> !paper.contains(column.id()));
        this.published = beyond ? Published.of(result.set()) : List.of();
    }

    void print(Output out) {
        List<ColumnResult> columns = result.columns();
        for (int from = 0; from < columns.size(); ) {
            int to = from + 1;
            while (to < columns.size() && (!out.terminal() || width(columns.subList(from, to + 1)) <= out.width())) {
                to++;
            }
            out.line("");
            main(columns.subList(from, to)).print(out);
            from = to;
        }
        out.line("");
        notes().forEach(out::line);
        if (!published.isEmpty()) {
            out.line("");
            published().print(out);
        }
    }

    private int width(List<ColumnResult> columns) {
        return main(columns).lines().stream().mapToInt(String::length).max().orElse(0);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# bAbI, set " + result.set() + ": test error, percent\n\n");
        text.append(main(result.columns()).markdown()).append('\n');
        notes().forEach(note -> text.append(note).append("\n\n"));
        if (!published.isEmpty()) {
            text.append(published().markdown()).append('\n');
        }
        for (ColumnResult column : result.columns()) {
            String id = column.id().equals(column.title()) ? "" : " (`" + column.id() + "`)";
            text.append("## ").append(column.title()).append(id).append("\n\n");
            String recipe = column.settings().map(TableText::recipe).orElse("");
            text.append(recipe.isEmpty() ? "" : "Changed in the default settings: `" + recipe + "`.\n\n");
            text.append(details(column).markdown()).append('\n');
        }
        Environment environment = result.environment();
        text.append("Memhop " + environment.memhop() + ", Java " + environment.java() + ", " + environment.os() + ", "
                + Figures.count(environment.cores(), "processor") + ", backend "
                + String.join(", ", environment.backend().values()) + ".\n");
        return text.toString();
    }

    /** A row a task, ours and the paper's of each column. */
    private Table main(List<ColumnResult> columns) {
        List<String> header = new ArrayList<>(List.of("task"));
        columns.forEach(column -> header.add(column.title()));
        Table table = new Table("l" + "r".repeat(columns.size()), header);
        List<TaskResult> tasks = columns.get(0).tasks();
        for (int i = 0; i < tasks.size(); i++) {
            List<String> row = new ArrayList<>();
            row.add((tasks.get(i).task() < 10 ? " " : "") + tasks.get(i).task() + " "
                    + tasks.get(i).title());
            for (ColumnResult column : columns) {
                TaskResult task = column.tasks().get(i);
                row.add(beside(Figures.percent(task.error()), task.paper(), 1));
            }
            table.row(row);
        }
        table.row(summary("mean", columns, c -> beside(Figures.percent(c.mean()), c.paperMean(), 1)));
        table.row(summary("failed (over 5 %)", columns, c -> beside(Long.toString(c.failed()), c.paperFailed(), 0)));
        if (spread()) {
            table.row(summary(
                    "mean of restarts",
                    columns,
                    c -> beside(
                            Figures.percent(Scores.mean(c.restartMeans())),
                            "± " + Figures.percent(c.restartDeviation()))));
        }
        table.row(summary(
                "mean of held-out questions",
                columns,
                c -> c.validationMean()
                        .map(mean -> beside(Figures.percent(mean), ""))
                        .orElse("")));
        table.row(summary("seconds of training", columns, c -> beside(seconds(c.seconds()), "")));
        table.row(summary(
                "seconds by the clock",
                columns,
                c -> c.clock().map(clock -> beside(seconds(clock), "")).orElse("")));
        return table;
    }

    /** What others reached, of this set. */
    private Table published() {
        Table table = new Table("llrrl", "published since", "a model learns", "mean", "failed", "by");
        for (Published one : published) {
            table.row(one.model(), one.joint() ? "all tasks" : "a task", one.mean(), one.failed(), one.source());
        }
        return table;
    }

    private static Table details(ColumnResult column) {
        Table table = new Table("lrrlr", "task", "error", "paper", "every restart", "kept");
        for (TaskResult task : column.tasks()) {
            table.row(
                    task.task() + " " + task.title(),
                    Figures.percent(task.error()),
                    task.paper().map(figure -> figure(figure, 1)).orElse(""),
                    String.join(", ", restarts(task)),
                    task.kept() == 0 ? "all" : Integer.toString(task.kept()));
        }
        return table;
    }

    /** The error of each, and behind it what it counts. */
    private static List<String> restarts(TaskResult task) {
        List<Double> errors = task.restarts();
        return IntStream.range(0, errors.size())
                .mapToObj(i -> Figures.percent(errors.get(i))
                        + task.weights()
                                .map(weights -> String.format(Locale.ROOT, " (%.2f)", weights.get(i)))
                                .orElse(""))
                .toList();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (papers()) {
            notes.add("In brackets: Sukhbaatar et al., 2015; * not checked against a second source.");
        }
        List<ColumnResult> kept = result.columns().stream()
                .filter(column -> column.members().isEmpty())
                .toList();
        notes.add("Seeds " + result.seeds() + (kept.isEmpty() ? "" : ", of which " + kept(kept)) + ".");
        result.columns().forEach(column -> column.members().ifPresent(members -> notes.add(ensemble(column, members))));
        if (spread()) {
            notes.add("± is the standard deviation over the restarts of their mean error.");
        }
        notes.add(
                "Seconds of training are those of all trainings added up; by the clock, while one or more of the column's ran"
                        + result.clock()
                                .map(clock -> ", and " + seconds(clock) + " while one or more of the table's did")
                                .orElse("")
                        + ".");
        if (!result.changes().isEmpty()) {
            notes.add("Not the paper's recipe; changed in every column: "
                    + String.join(", ", recipe(result.changes()).split(" ")) + ".");
        }
        if (!result.missing().isEmpty()) {
            notes.add("Means are over " + result.columns().get(0).tasks().size()
                    + " tasks, the paper's too where its figures for each of them are at hand.");
            result.missing().forEach((task, reason) -> notes.add("Task " + task + " is left out: " + reason));
        }
        return notes;
    }

    private static String ensemble(ColumnResult column, List<String> members) {
        boolean alike = column.tasks().stream().allMatch(task -> task.weights().isEmpty());
        return column.title() + ": an ensemble of " + column.restartMeans().size()
                + ", the mean of what all restarts of "
                + String.join(", ", members.subList(0, members.size() - 1)) + (members.size() > 1 ? " and " : "")
                + members.get(members.size() - 1) + " answer"
                + (alike ? "." : ", weighted by how well they answer held-out questions.");
    }

    private interface Text {
        String of(ColumnResult column);
    }

    private static List<String> summary(String title, List<ColumnResult> columns, Text text) {
        List<String> row = new ArrayList<>(List.of(title));
        columns.forEach(column -> row.add(text.of(column)));
        return row;
    }

    private String beside(String ours, Optional<PaperTable.Figure> paper, int decimals) {
        return beside(
                ours, paper.map(figure -> "(" + figure(figure, decimals) + ")").orElse(""));
    }

    /** With room for what stands beside in other rows, if anything does, so that the figures of a column are in line. */
    private String beside(String ours, String other) {
        return !spread() && !papers() ? ours : ours + " " + Table.pad(other, 7, true);
    }

    /** Whether a column has several trainings of a model, or of the models of an ensemble. */
    private boolean spread() {
        return result.columns().stream()
                .anyMatch(column -> column.restartMeans().size() > 1);
    }

    private boolean papers() {
        return result.columns().stream()
                .anyMatch(column -> column.paperMean().isPresent()
                        || column.tasks().stream().anyMatch(task -> task.paper().isPresent()));
    }

    /** Which restart is kept. */
    private static String kept(List<ColumnResult> columns) {
        List<String> byValidation = columns.stream()
                .filter(column -> column.select().filter(VALIDATION::equals).isPresent())
                .map(ColumnResult::title)
                .toList();
        String validation = "the one with the lowest validation loss is kept, as it was after its best epoch";
        String training = "the one with the lowest training error is kept";
        return byValidation.isEmpty()
                ? training
                : byValidation.size() == columns.size()
                        ? validation
                        : "of " + String.join(", ", byValidation) + " " + validation + "; of the others " + training;
    }

    private static String recipe(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String seconds(double seconds) {
        return Figures.format("%.0f", seconds);
    }

    private static String figure(PaperTable.Figure figure, int decimals) {
        return Figures.format("%." + decimals + "f", figure.value()) + (figure.verified() ? "" : "*");
    }
}
