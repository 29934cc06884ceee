package org.memhop.cli.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.cli.common.Scores;

/** What the paper reports (Sukhbaatar et al., 2015), as far as it is at hand. */
final class PaperTable {
    /**
     * A number of the paper.
     *
     * @param verified whether a second source says the same
     */
    record Figure(double value, boolean verified) {}

    private static final String ROW = "row";
    private static final String MEAN = "mean";
    private static final String FAILED = "failed";

    /** How many tasks there are; the means that the paper states are over them all. */
    private static final int ALL = 20;

    private final Map<String, Figure> figures = new HashMap<>();
    private final List<String> rows = new ArrayList<>();

    private PaperTable() {}

    /** The table for a set of the corpus; of a set the paper does not have it is empty. */
    static PaperTable of(String set) {
        PaperTable table = new PaperTable();
        try (InputStream in = PaperTable.class.getResourceAsStream("paper-" + set + ".tsv")) {
            if (in != null) {
                table.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of its rows, in order. */
    List<String> rows() {
        return List.copyOf(rows);
    }

    /** A figure, if it is at hand. */
    Optional<Figure> figure(String column, String row) {
        return Optional.ofNullable(figures.get(key(column, row)));
    }

    /** Test error of a task, in percent. */
    Optional<Figure> task(Column column, String task) {
        return figure(column.id(), task);
    }

    /**
     * Mean test error over some tasks, in percent: of their figures, or where they are not at hand and all tasks are asked
     * for the mean that the paper states.
     */
    Optional<Figure> mean(Column column, List<String> tasks) {
        Optional<Figure> stated = Optional.ofNullable(figures.get(key(column.id(), MEAN)));
        return tasks.size() == ALL && stated.isPresent()
                ? stated
                : each(column, tasks)
                        .map(figures -> new Figure(
                                figures.stream()
                                        .mapToDouble(Figure::value)
                                        .average()
                                        .orElse(0),
                                figures.stream().allMatch(Figure::verified)));
    }

    /** How many of some tasks it failed; as {@link #mean}. */
    Optional<Figure> failed(Column column, List<String> tasks) {
        Optional<Figure> stated = Optional.ofNullable(figures.get(key(column.id(), FAILED)));
        return tasks.size() == ALL && stated.isPresent()
                ? stated
                : each(column, tasks)
                        .map(figures -> new Figure(
                                figures.stream()
                                        .filter(figure -> figure.value() > Scores.FAILED)
                                        .count(),
                                figures.stream().allMatch(Figure::verified)));
    }

    /** The figures of these tasks, if there is one for each. */
    private Optional<List<Figure>> each(Column column, List<String> tasks) {
        List<Figure> each =
                tasks.stream().flatMap(task -> task(column, task).stream()).toList();
        return each.size() == tasks.size() ? Optional.of(each) : Optional.empty();
    }

    private void read(String text) {
        List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
        String[] ids = lines.get(0).split("\t");
        if (!ids[0].equals(ROW)) {
            throw new IllegalStateException("the paper's table begins with " + lines.get(0));
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            rows.add(cells[0]);
            for (int c = 1; c < cells.length; c++) {
                if (!cells[c].equals("-")) {
                    boolean unverified = cells[c].endsWith("*");
                    double value = Double.parseDouble(cells[c].replace("*", ""));
                    figures.put(key(ids[c], cells[0]), new Figure(value, !unverified));
                }
            }
        }
    }

    private static String key(String column, String row) {
        return column + " " + row;
    }
}
