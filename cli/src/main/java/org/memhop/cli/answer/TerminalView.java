package org.memhop.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.memhop.cli.terminal.Bar;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;

/** The answer, and beside each sentence a bar for every hop: as long as the hop looked at it. Fits the terminal's width. */
final class TerminalView implements ReplyView {
    private static final int WIDEST_BAR = 12;
    private static final int NARROWEST_BAR = 4;
    private static final int SHORTEST_SENTENCE = 16;
    private static final String NUMBER = " 0.00";
    private static final String NOTHING = "    ·";
    private static final String GAP = "   ";
    private static final String MARGIN = "  ";

    /** Below this a share of attention is not worth a number. */
    private static final double VISIBLE = 0.005;

    private final Output out;
    private final int top;

    TerminalView(Output out, int top) {
        this.out = out;
        this.top = top;
    }

    @Override
    public void show(Asked asked) {
        out.line("");
        out.line(MARGIN + answer(asked));
        List<Row> rows = rows(asked);
        if (!rows.isEmpty()) {
            out.line("");
            attention(asked, rows);
        }
        out.line("");
    }

    /** A line of the table: a sentence, and its share of each hop's attention. */
    private record Row(String label, String sentence, List<Double> weights) {}

    private String answer(Asked asked) {
        String answer = out.bold(out.accent(asked.reply().answer())) + "  "
                + share(asked.reply().probability());
        String others = asked.top(top).stream()
                .skip(1)
                .map(c -> c.word() + " " + share(c.probability()))
                .collect(Collectors.joining(", "));
        return others.isEmpty() ? answer : answer + out.dim("   then " + others);
    }

    private static String share(double probability) {
        return Figures.format("%.1f %%", 100 * probability);
    }

    private static List<Row> rows(Asked asked) {
        List<Row> rows = new ArrayList<>();
        int forgotten = asked.reply().forgotten();
        for (int i = 0; i < asked.remembered().size(); i++) {
            List<Double> weights = new ArrayList<>();
            for (double[] hop : asked.reply().attention()) {
                weights.add(hop[i]);
            }
            rows.add(new Row(
                    Integer.toString(forgotten + i + 1), asked.remembered().get(i), weights));
        }
        List<Double> empty = new ArrayList<>();
        for (int hop = 0; hop < asked.hops(); hop++) {
            empty.add(asked.empty(hop));
        }
        if (!rows.isEmpty() && empty.stream().anyMatch(weight -> weight >= VISIBLE)) {
            rows.add(new Row("", "(empty slots)", empty));
        }
        return rows;
    }

    private void attention(Asked asked, List<Row> rows) {
        int labels = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        int longest =
                rows.stream().mapToInt(row -> row.sentence().length()).max().orElse(0);
        int room = out.width() - MARGIN.length() - labels - 2;
        int hops = asked.hops();
        int eachFixed = NUMBER.length() + GAP.length();
        int bar = Math.min(WIDEST_BAR, (room - longest) / hops - eachFixed);
        if (bar < NARROWEST_BAR) {
            // sentences give way to bars, bars to sentences that cannot be read any more
            bar = room - hops * (NARROWEST_BAR + eachFixed) >= SHORTEST_SENTENCE ? NARROWEST_BAR : 0;
        }
        int sentence = Math.min(longest, Math.max(SHORTEST_SENTENCE, room - hops * (bar + eachFixed)));
        StringBuilder header = new StringBuilder(MARGIN + " ".repeat(labels + 2 + sentence));
        for (int hop = 1; hop <= hops; hop++) {
            header.append(GAP).append(Table.pad("hop " + hop, bar + NUMBER.length(), bar == 0));
        }
        out.line(out.dim(header.toString().stripTrailing()));
        for (Row row : rows) {
            StringBuilder line = new StringBuilder(MARGIN)
                    .append(out.dim(Table.pad(row.label(), labels, true)))
                    .append("  ");
            String text = Table.pad(Table.cut(row.sentence(), sentence), sentence, false);
            line.append(row.label().isEmpty() ? out.dim(text) : text);
            for (double weight : row.weights()) {
                String number = weight < VISIBLE ? NOTHING : Figures.format("%5.2f", weight);
                line.append(GAP).append(out.accent(Bar.of(weight, bar))).append(number);
            }
            out.line(line.toString());
        }
    }
}
