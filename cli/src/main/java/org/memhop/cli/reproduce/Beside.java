package org.memhop.cli.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.cli.common.Scores;
import org.memhop.cli.reproduce.ResultTable.ColumnResult;
import org.memhop.cli.reproduce.ResultTable.TaskResult;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.files.Records;

/**
 * A table with an earlier one beside it, task by task: the same models trained on another backend, or from other seeds.
 *
 * @param place where the earlier table is
 */
record Beside(ResultTable here, ResultTable there, Path place) {
    /** Reads the table that a run of {@code reproduce} left in a directory. */
    static ResultTable read(Path directory) {
        return Records.read(directory.resolve("table.json"), ResultTable.class);
    }

    /**
     * Puts tables beside each other.
     *
     * @throws ConfigException if the earlier one is of other data, or lacks a column or a task of this one
     */
    static Beside of(ResultTable here, ResultTable there, Path place) {
        requireSet(there, here.set(), place);
        Map<String, String> data = there.environment().data();
        here.environment().data().forEach((file, digest) -> {
            if (!digest.equals(data.get(file))) {
                throw new ConfigException("--beside " + place + ": that table was made from other data: " + file
                        + " is " + data.getOrDefault(file, "not among it") + ", expected " + digest);
            }
        });
        Beside beside = new Beside(here, there, place);
        here.columns().forEach(column -> column.tasks().forEach(task -> beside.theirs(column, task)));
        return beside;
    }

    /** Refuses a table of another set of the corpus, or without one of these columns; for before the training. */
    static void require(ResultTable there, String set, List<Column> columns, Path place) {
        requireSet(there, set, place);
        for (Column column : columns) {
            column(there, column.id(), place);
        }
    }

    private static void requireSet(ResultTable there, String set, Path place) {
        if (!there.set().equals(set)) {
            throw new ConfigException(
                    "--beside " + place + ": that table is of set " + there.set() + "; expected " + set);
        }
    }

    private static ColumnResult column(ResultTable table, String id, Path place) {
        return table.columns().stream()
                .filter(column -> column.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ConfigException("--beside " + place + ": that table has no column " + id
                        + "; it has "
                        + String.join(
                                ", ",
                                table.columns().stream().map(ColumnResult::id).toList())));
    }

    private TaskResult theirs(ColumnResult column, TaskResult task) {
        return column(there, column.id(), place).tasks().stream()
                .filter(other -> other.task() == task.task())
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "--beside " + place + ": column " + column.id() + " of that table has no task " + task.task()
                                + "; train it there, or leave it out with --tasks"));
    }

    void print(Output out) {
        for (ColumnResult column : here.columns()) {
            out.line("");
            out.line(column.title() + ", beside " + place);
            out.line("");
            table(column).print(out);
        }
        out.line("");
        notes().forEach(out::line);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        for (ColumnResult column : here.columns()) {
            text.append("\n## ")
                    .append(column.title())
                    .append(", beside ")
                    .append(place)
                    .append("\n\n");
            text.append(table(column).markdown());
        }
        notes().forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    private Table table(ColumnResult column) {
        Table table = new Table("lrrr", "task", name(here), name(there), "difference");
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> apart = new ArrayList<>();
        for (TaskResult task : column.tasks()) {
            double other = theirs(column, task).error();
            ours.add(task.error());
            theirs.add(other);
            apart.add(Math.abs(task.error() - other));
            table.row(
                    (task.task() < 10 ? " " : "") + task.task() + " " + task.title(),
                    Figures.percent(task.error()),
                    Figures.percent(other),
                    difference(task.error() - other));
        }
        double mean = Scores.mean(ours);
        double otherMean = Scores.mean(theirs);
        table.row("mean", Figures.percent(mean), Figures.percent(otherMean), difference(mean - otherMean));
        long failed = failed(ours);
        long otherFailed = failed(theirs);
        table.row(
                "failed (over 5 %)",
                Long.toString(failed), Long.toString(otherFailed), Figures.format("%+d", failed - otherFailed));
        table.row("mean difference, whatever its sign", "", "", Figures.percent(Scores.mean(apart)));
        return table;
    }

    /** With its sign; what rounds to nothing has none. */
    private static String difference(double value) {
        String text = Figures.format("%+.1f", value);
        return text.equals("-0.0") || text.equals("+0.0") ? "0.0" : text;
    }

    private static long failed(List<Double> errors) {
        return errors.stream().filter(error -> error > Scores.FAILED).count();
    }

    private static String name(ResultTable table) {
        return Optional.ofNullable(table.environment().backend().get("id")).orElse("a backend of no name");
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("First: " + terms(here) + ". Then: " + terms(there) + ".");
        if (here.seeds().equals(there.seeds()) && here.changes().equals(there.changes())) {
            notes.add("Seeds and settings are the same.");
        }
        return notes;
    }

    private static String terms(ResultTable table) {
        String changes = table.changes().isEmpty() ? "" : ", changed " + table.changes();
        return "backend " + name(table) + ", seeds " + table.seeds() + changes;
    }
}
