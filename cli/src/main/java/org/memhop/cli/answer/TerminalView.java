package org.memhop.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.memhop.cli.terminal.AttentionTable;
import org.memhop.cli.terminal.AttentionTable.Row;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;

/** The answer, and beside each sentence a bar for every hop: as long as the hop looked at it. Fits the terminal's width. */
final class TerminalView implements ReplyView {
    private static final String MARGIN = "  ";

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
            if (!asked.reply().ofSentences()) {
                out.line(
                        MARGIN + out.dim("where it looked: slots of its memory, each written while it read the story"));
            }
            AttentionTable.print(out, rows);
        }
        out.line("");
    }

    private String answer(Asked asked) {
        String answer = out.bold(out.accent(asked.reply().answer())) + "  "
                + share(asked.reply().probability());
        String others = asked.top(top).stream()
                .skip(1)
                .map(c -> c.word() + " " + share(c.probability()))
                .collect(Collectors.joining(", "));
        String hops =
                asked.hopsTaken().map(taken -> "   after " + taken + " hops").orElse("");
        String more = hops + (others.isEmpty() ? "" : "   then " + others);
        return more.isEmpty() ? answer : answer + out.dim(more);
    }

    private static String share(double probability) {
        return Figures.format("%.1f %%", 100 * probability);
    }

    private static List<Row> rows(Asked asked) {
        List<Row> rows = new ArrayList<>();
        int forgotten = asked.reply().ofSentences() ? asked.reply().forgotten() : 0;
        for (int i = 0; i < asked.looked().size(); i++) {
            List<Double> weights = new ArrayList<>();
            for (double[] hop : asked.reply().attention()) {
                weights.add(hop[i]);
            }
            rows.add(new Row(Integer.toString(forgotten + i + 1), asked.looked().get(i), weights));
        }
        List<Double> empty = new ArrayList<>();
        for (int hop = 0; hop < asked.hops(); hop++) {
            empty.add(asked.empty(hop));
        }
        if (asked.reply().ofSentences()
                && !rows.isEmpty()
                && empty.stream().anyMatch(weight -> weight >= AttentionTable.VISIBLE)) {
            rows.add(new Row("", "(no sentence)", empty));
        }
        return rows;
    }
}
