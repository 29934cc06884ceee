package org.memhop.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.run.AverageAttention;

/** Shows in text how far back each hop looks: a line of shades a hop, as wide as there is room, and a table of shares. */
final class AttentionView {
    private static final String SHADES = " ░▒▓█";
    private static final String AXIS = "  words back";
    private static final int WIDEST = 100;
    private static final int LABEL = 8;
    /** The last distance of each column of the table, as far as the memory reaches. */
    private static final List<Integer> RANGES = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500);

    private final Output out;
    private final double[][] byDistance;
    private final AverageAttention attention;

    AttentionView(Output out, AverageAttention attention) {
        this.out = out;
        this.attention = attention;
        this.byDistance = attention.byDistance();
    }

    void show() {
        shades();
        out.line("");
        shares();
    }

    /** The oldest word leftmost; where words outnumber columns, each column is the mean of several. */
    private void shades() {
        int slots = byDistance[0].length;
        int room = out.width() - LABEL - AXIS.length() - 1;
        int columns = Math.max(1, Math.min(slots, Math.min(WIDEST, room)));
        for (int k = 0; k < byDistance.length; k++) {
            double[] means = means(byDistance[k], columns);
            double most = DoubleStream.of(means).max().orElse(1);
            StringBuilder line = new StringBuilder();
            for (int c = columns - 1; c >= 0; c--) {
                int shade = most > 0 ? (int) Math.ceil(means[c] / most * (SHADES.length() - 1) - 0.5) : 0;
                line.append(SHADES.charAt(shade));
            }
            out.line(Table.pad("hop " + (k + 1), LABEL, false) + out.accent(line.toString()));
        }
        String oldest = Integer.toString(slots);
        String newest = columns > oldest.length() ? Table.pad("1", columns - oldest.length(), true) : "";
        out.line(out.dim(" ".repeat(LABEL) + oldest + newest + AXIS));
    }

    private static double[] means(double[] row, int columns) {
        double[] means = new double[columns];
        for (int c = 0; c < columns; c++) {
            int from = c * row.length / columns;
            int to = (c + 1) * row.length / columns;
            means[c] =
                    DoubleStream.of(row).skip(from).limit(to - from).average().orElse(0);
        }
        return means;
    }

    private void shares() {
        int slots = byDistance[0].length;
        List<String> header = new ArrayList<>(List.of("share, %"));
        List<Integer> ends = new ArrayList<>();
        int from = 1;
        for (int end : RANGES) {
            if (from <= slots) {
                int to = end == RANGES.get(RANGES.size() - 1) ? slots : Math.min(end, slots);
                header.add(from == to ? Integer.toString(from) : from + "-" + to);
                ends.add(to);
                from = to + 1;
            }
        }
        header.add("mean");
        Table table = new Table("l" + "r".repeat(ends.size() + 1), header);
        for (int k = 0; k < byDistance.length; k++) {
            List<String> cells = new ArrayList<>(List.of("hop " + (k + 1)));
            int begin = 0;
            for (int end : ends) {
                double share = DoubleStream.of(byDistance[k])
                        .skip(begin)
                        .limit(end - begin)
                        .sum();
                cells.add(Figures.percent(100 * share));
                begin = end;
            }
            cells.add(Figures.format("%.1f", attention.meanDistance(k)));
            table.row(cells);
        }
        table.print(out);
    }
}
