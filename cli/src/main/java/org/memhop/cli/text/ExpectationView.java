package org.memhop.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.memhop.cli.terminal.AttentionTable;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.run.NextWord;

/** What a language model expects, and beside each word it remembers how much every hop looked at it. */
final class ExpectationView {
    private final Output out;
    private final int top;

    /**
     * @param top how many of the words it expects to show
     */
    ExpectationView(Output out, int top) {
        this.out = out;
        this.top = top;
    }

    void show(NextWord next) {
        String pattern = out.terminal() ? "%.1f %%" : "%.4f";
        double scale = out.terminal() ? 100 : 1;
        String words = "next      "
                + next.top(top).stream()
                        .map(c -> c.word() + " " + Figures.format(pattern, scale * c.probability()))
                        .collect(Collectors.joining(", "));
        out.line(out.terminal() ? Table.cut(words, out.width()) : words);
        if (next.read().isEmpty()) {
            return;
        }
        if (out.terminal()) {
            out.line("");
            if (!next.ofWords()) {
                out.line(out.dim("where it looked: slots of its memory, each written while it read the words"));
            }
            AttentionTable.print(out, rows(next));
        } else {
            plain(next);
        }
    }

    private static List<AttentionTable.Row> rows(NextWord next) {
        List<AttentionTable.Row> rows = new ArrayList<>();
        List<String> looked = looked(next);
        for (int i = 0; i < looked.size(); i++) {
            String number = Integer.toString(next.ofWords() ? looked.size() - i : i + 1);
            rows.add(new AttentionTable.Row(number, looked.get(i), weights(next, i)));
        }
        List<Double> empty = empty(next);
        if (next.ofWords() && empty.stream().anyMatch(weight -> weight >= AttentionTable.VISIBLE)) {
            rows.add(new AttentionTable.Row("", "(no word)", empty));
        }
        return rows;
    }

    private void plain(NextWord next) {
        List<String> header = new ArrayList<>();
        for (int hop = 1; hop <= next.attention().length; hop++) {
            header.add("hop " + hop);
        }
        header.add(next.ofWords() ? "word" : "memory");
        Table table = new Table("r".repeat(next.attention().length) + "l", header);
        List<String> looked = looked(next);
        for (int i = 0; i < looked.size(); i++) {
            row(table, weights(next, i), looked.get(i));
        }
        if (next.ofWords()) {
            row(table, empty(next), "(no word)");
        }
        table.print(out);
    }

    private static void row(Table table, List<Double> weights, String word) {
        List<String> cells = new ArrayList<>();
        weights.forEach(weight -> cells.add(Figures.format("%.4f", weight)));
        cells.add(word);
        table.row(cells);
    }

    /** What stands beside the weights: the words, or the numbers of slots that hold no one word. */
    private static List<String> looked(NextWord next) {
        return next.ofWords()
                ? next.read()
                : IntStream.rangeClosed(1, next.attention()[0].length)
                        .mapToObj(slot -> "slot " + slot)
                        .toList();
    }

    private static List<Double> weights(NextWord next, int word) {
        List<Double> weights = new ArrayList<>();
        for (double[] hop : next.attention()) {
            weights.add(hop[word]);
        }
        return weights;
    }

    /** Of each hop what went to slots with no word in them. */
    private static List<Double> empty(NextWord next) {
        List<Double> empty = new ArrayList<>();
        for (double[] hop : next.attention()) {
            double sum = 0;
            for (double weight : hop) {
                sum += weight;
            }
            empty.add(Math.max(0, 1 - sum));
        }
        return empty;
    }
}
