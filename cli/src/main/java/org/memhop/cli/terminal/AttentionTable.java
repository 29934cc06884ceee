package org.memhop.cli.terminal;

import java.util.List;

/** Texts, and beside each a bar for every hop: as long as the hop looked at it. Fits the terminal's width. */
public final class AttentionTable {
    /** Below this a share of attention is not worth a number. */
    public static final double VISIBLE = 0.005;

    private static final int WIDEST_BAR = 12;
    private static final int NARROWEST_BAR = 4;
    private static final int SHORTEST_TEXT = 16;
    private static final String NUMBER = " 0.00";
    private static final String NOTHING = "    ·";
    private static final String GAP = "   ";
    private static final String MARGIN = "  ";

    private AttentionTable() {}

    /**
     * A line of the table.
     *
     * @param label what numbers it; empty for a line that stands apart
     * @param text what was looked at
     * @param weights its share of each hop's attention
     */
    public record Row(String label, String text, List<Double> weights) {}

    /** Prints it; there must be a row. */
    public static void print(Output out, List<Row> rows) {
        int labels = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        int longest = rows.stream().mapToInt(row -> row.text().length()).max().orElse(0);
        int room = out.width() - MARGIN.length() - labels - 2;
        int hops = rows.get(0).weights().size();
        int eachFixed = NUMBER.length() + GAP.length();
        int bar = Math.min(WIDEST_BAR, (room - longest) / hops - eachFixed);
        if (bar < NARROWEST_BAR) {
            // texts give way to bars, bars to texts that cannot be read any more
            bar = room - hops * (NARROWEST_BAR + eachFixed) >= SHORTEST_TEXT ? NARROWEST_BAR : 0;
        }
        int text = Math.min(longest, Math.max(SHORTEST_TEXT, room - hops * (bar + eachFixed)));
        StringBuilder header = new StringBuilder(MARGIN + " ".repeat(labels + 2 + text));
        for (int hop = 1; hop <= hops; hop++) {
            header.append(GAP).append(Table.pad("hop " + hop, bar + NUMBER.length(), bar == 0));
        }
        out.line(out.dim(header.toString().stripTrailing()));
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(MARGIN)
                    .append(out.dim(Table.pad(row.label(), labels, true)))
                    .append("  ");
            String shown = Table.pad(Table.cut(row.text(), text), text, false);
            line.append(row.label().isEmpty() ? out.dim(shown) : shown);
            for (double weight : row.weights()) {
                String number = weight < VISIBLE ? NOTHING : Figures.format("%5.2f", weight);
                line.append(GAP).append(out.accent(Bar.of(weight, bar))).append(number);
            }
            out.line(line.toString());
        }
    }
}
