package org.memhop.cli.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.cli.common.Scores;
import org.memhop.cli.reproduce.ResultTable.ColumnResult;
import org.memhop.cli.reproduce.ResultTable.TaskResult;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.files.Environment;

/** The table for people: on the screen, and as Markdown. */
final class TableText {
    /** Of a column, its gap included. */
    private static final int COLUMN_WIDTH = 17;

    private static final int TITLE_WIDTH = 26;

    private final ResultTable result;

    TableText(ResultTable result) {
        this.result = result;
    }

    void print(Output out) {
        int room = out.terminal()
                ? Math.max(1, (out.width() - TITLE_WIDTH) / COLUMN_WIDTH)
                : result.columns().size();
        for (int from = 0; from < result.columns().size(); from += room) {
            List<ColumnResult> some =
                    result.columns().subList(from, Math.min(result.columns().size(), from + room));
            out.line("");
            main(some).print(out);
        }
        out.line("");
        notes().forEach(out::line);
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# bAbI, set " + result.set() + ": test error, percent\n\n");
        text.append(main(result.columns()).markdown()).append('\n');
        notes().forEach(note -> text.append(note).append("\n\n"));
        for (ColumnResult column : result.columns()) {
            text.append("## ")
                    .append(column.title())
                    .append(" (`")
                    .append(column.id())
                    .append("`)\n\n");
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
        if (result.restarts() > 1) {
            table.row(summary("mean of restarts", columns, c -> Figures.percent(Scores.mean(c.restartMeans()))));
            table.row(summary("their deviation", columns, c -> Figures.percent(c.restartDeviation())));
        }
        table.row(summary("seconds", columns, c -> Figures.format("%.0f", c.seconds())));
        return table;
    }

    private static Table details(ColumnResult column) {
        Table table = new Table("lrrlr", "task", "error", "paper", "every restart", "kept");
        for (TaskResult task : column.tasks()) {
            table.row(
                    task.task() + " " + task.title(),
                    Figures.percent(task.error()),
                    task.paper().map(figure -> figure(figure, 1)).orElse(""),
                    String.join(
                            ", ", task.restarts().stream().map(Figures::percent).toList()),
                    Integer.toString(task.kept()));
        }
        return table;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("In brackets: Sukhbaatar et al., 2015; * not checked against a second source.");
        notes.add("Seeds " + result.seeds() + ", of which the one with the lowest training error is kept.");
        if (!result.changes().isEmpty()) {
            List<String> changes = new ArrayList<>();
            result.changes().forEach((name, value) -> changes.add(name + "=" + value));
            notes.add("Not the paper's recipe; changed in every column: " + String.join(", ", changes) + ".");
        }
        if (!result.missing().isEmpty()) {
            notes.add("Means are over " + result.columns().get(0).tasks().size()
                    + " tasks, the paper's too where its figures for each of them are at hand.");
            result.missing().forEach((task, reason) -> notes.add("Task " + task + " is left out: " + reason));
        }
        return notes;
    }

    private interface Text {
        String of(ColumnResult column);
    }

    private static List<String> summary(String title, List<ColumnResult> columns, Text text) {
        List<String> row = new ArrayList<>(List.of(title));
        columns.forEach(column -> row.add(text.of(column)));
        return row;
    }

    private static String beside(String ours, Optional<PaperTable.Figure> paper, int decimals) {
        String theirs =
                paper.map(figure -> "(" + figure(figure, decimals) + ")").orElse("");
        return ours + " " + Table.pad(theirs, 7, true);
    }

    private static String figure(PaperTable.Figure figure, int decimals) {
        return Figures.format("%." + decimals + "f", figure.value()) + (figure.verified() ? "" : "*");
    }
}
