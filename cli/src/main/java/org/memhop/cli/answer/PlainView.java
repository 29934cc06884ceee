package org.memhop.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;

/** Aligned text with plain numbers, for files and pipes. */
final class PlainView implements ReplyView {
    private final Output out;
    private final int top;

    PlainView(Output out, int top) {
        this.out = out;
        this.top = top;
    }

    @Override
    public void show(Asked asked) {
        var reply = asked.reply();
        out.line("question  " + asked.question());
        out.line("answer    " + reply.answer() + Figures.format(" %.4f", reply.probability()));
        asked.hopsTaken().ifPresent(hops -> out.line("hops      " + hops));
        List<String> others = asked.top(top).stream()
                .skip(1)
                .map(c -> c.word() + Figures.format(" %.4f", c.probability()))
                .collect(Collectors.toList());
        if (!others.isEmpty()) {
            out.line("then      " + String.join(", ", others));
        }
        List<String> header = new ArrayList<>();
        for (int hop = 1; hop <= asked.hops(); hop++) {
            header.add("hop " + hop);
        }
        header.add(reply.ofSentences() ? "sentence" : "memory");
        Table table = new Table("r".repeat(asked.hops()) + "l", header);
        for (int i = 0; i < asked.looked().size(); i++) {
            List<String> row = new ArrayList<>();
            for (double[] weights : asked.reply().attention()) {
                row.add(Figures.format("%.4f", weights[i]));
            }
            row.add(asked.looked().get(i));
            table.row(row);
        }
        if (reply.ofSentences()) {
            table.row(empty(asked));
        }
        table.print(out);
        out.line("");
    }

    private static List<String> empty(Asked asked) {
        List<String> empty = new ArrayList<>();
        for (int hop = 0; hop < asked.hops(); hop++) {
            empty.add(Figures.format("%.4f", asked.empty(hop)));
        }
        empty.add("(no sentence)");
        return empty;
    }
}
