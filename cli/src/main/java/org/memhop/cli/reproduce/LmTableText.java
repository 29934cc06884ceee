package org.memhop.cli.reproduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.memhop.cli.common.Scores;
import org.memhop.cli.reproduce.LmTable.RestartResult;
import org.memhop.cli.reproduce.LmTable.RowResult;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Sparkline;
import org.memhop.cli.terminal.Table;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Environment;

/** The table of language models for people: on the screen, and as Markdown. */
final class LmTableText {
    private static final int CURVE = 60;

    private final LmTable table;

    LmTableText(LmTable table) {
        this.table = table;
    }

    void print(Output out) {
        out.line("");
        main().print(out);
        out.line("");
        notes().forEach(note -> Table.wrap(note, out.terminal() ? out.width() : Integer.MAX_VALUE)
                .forEach(out::line));
        out.line("");
        out.line(out.dim("validation perplexity by epoch"));
        int id = table.rows().stream().mapToInt(row -> row.id().length()).max().orElse(0);
        for (RowResult row : table.rows()) {
            String figures = course(row);
            int room = Math.max(10, Math.min(CURVE, out.width() - id - figures.length() - 4));
            out.line(Table.pad(row.id(), id, false) + "  " + out.accent(Sparkline.of(row.curve(), room)) + "  "
                    + figures);
        }
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# ")
                .append(table.data())
                .append(": perplexity\n\n")
                .append(main().markdown())
                .append('\n');
        notes().forEach(note -> text.append(note).append("\n\n"));
        for (RowResult row : table.rows()) {
            details(row, text);
        }
        Environment environment = table.environment();
        List<String> backends =
                table.rows().stream().map(RowResult::backend).distinct().toList();
        text.append("Memhop " + environment.memhop() + ", Java " + environment.java() + ", " + environment.os() + ", "
                + Figures.count(environment.cores(), "processor") + ", backend " + String.join(", ", backends)
                + "; data:\n\n");
        environment
                .data()
                .forEach((name, value) -> text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        return text.toString();
    }

    private Table main() {
        boolean paper = table.rows().stream().anyMatch(row -> row.paperValid().isPresent());
        boolean several = table.rows().stream().anyMatch(row -> row.restarts().size() > 1);
        List<String> header = new ArrayList<>(List.of("row", "valid", "test"));
        header.addAll(paper ? List.of("paper valid", "paper test") : List.of());
        header.addAll(several ? List.of("mean test", "deviation") : List.of());
        header.addAll(List.of("best epoch", "epochs", "time", "seed"));
        Table text = new Table("l" + "r".repeat(header.size() - 1), header);
        for (RowResult row : table.rows()) {
            List<String> cells =
                    new ArrayList<>(List.of(row.id(), Figures.perplexity(row.valid()), Figures.perplexity(row.test())));
            if (paper) {
                cells.add(whole(row.paperValid()));
                cells.add(whole(row.paperTest()));
            }
            if (several) {
                List<Double> tests =
                        row.restarts().stream().map(RestartResult::test).toList();
                cells.add(Figures.perplexity(Scores.mean(tests)));
                cells.add(tests.size() < 2 ? "" : Figures.perplexity(Scores.deviation(tests)));
            }
            cells.add(Integer.toString(row.bestEpoch()));
            cells.add(Integer.toString(row.epochs()));
            cells.add(Figures.clock(row.seconds()));
            cells.add(Long.toString(row.seed()));
            text.row(cells);
        }
        return text;
    }

    private static String whole(Optional<Double> figure) {
        return figure.map(value -> Figures.format("%.0f", value)).orElse("");
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (table.rows().stream().anyMatch(row -> row.paperValid().isPresent())) {
            notes.add("Paper: Sukhbaatar et al., 2015, the best of 10 trainings by validation.");
        }
        notes.addAll(scored());
        Map<String, String> shared = shared();
        if (shared.getOrDefault("batches", "").equals("segments")) {
            notes.add("Batches are segments of " + segment() + " words in a row that share their memory: the same"
                    + " gradient for the same words as the authors' random positions, which --batches with-replacement"
                    + " draws, in less time.");
        }
        shared.keySet().removeAll(List.of("batches", "segment-length"));
        if (!shared.isEmpty()) {
            notes.add("Not the paper's recipe; changed in every row: " + list(shared) + ".");
        }
        for (RowResult row : table.rows()) {
            Map<String, String> own = new LinkedHashMap<>(row.changes());
            own.keySet().removeAll(shared().keySet());
            LmRow.of(row.id()).changes().keySet().forEach(own::remove);
            if (!own.isEmpty()) {
                notes.add("Changed in " + row.id() + ": " + list(own) + ".");
            }
        }
        return notes;
    }

    /** What of each row's trainings its figures are of, as its setting {@code select} says. */
    private List<String> scored() {
        Map<Boolean, List<RowResult>> byValidation = table.rows().stream()
                .collect(Collectors.partitioningBy(row ->
                        row.changes().getOrDefault("select", "validation").equals("validation")));
        List<String> notes = new ArrayList<>();
        byValidation.forEach((validation, rows) -> {
            if (!rows.isEmpty()) {
                String which = rows.size() == table.rows().size()
                        ? "Each row: "
                        : rows.stream().map(RowResult::id).collect(Collectors.joining(", ", "", ": "));
                boolean one = rows.stream().allMatch(row -> row.restarts().size() == 1);
                String of =
                        one ? "one training" : "the restart with the lowest" + (validation ? "" : " training error");
                notes.add(which + (validation ? "the epoch with the lowest validation perplexity" : "the last epoch")
                        + ", of " + of + ".");
            }
        });
        return notes;
    }

    private String segment() {
        return table.rows()
                .get(0)
                .changes()
                .getOrDefault("segment-length", Settings.standard().text("segment-length"));
    }

    /** What differs from the recipe alike in every row, and is in no row's name. */
    private Map<String, String> shared() {
        Map<String, String> shared = new LinkedHashMap<>(table.rows().get(0).changes());
        table.rows()
                .forEach(row -> shared.entrySet()
                        .removeIf(e -> !e.getValue().equals(row.changes().get(e.getKey()))));
        table.rows()
                .forEach(row ->
                        shared.keySet().removeAll(LmRow.of(row.id()).changes().keySet()));
        return shared;
    }

    private static String list(Map<String, String> settings) {
        List<String> list = new ArrayList<>();
        settings.forEach((name, value) -> list.add(name + "=" + value));
        return String.join(", ", list);
    }

    /** As in {@code 405.2 to 120.2 in epoch 21 of 39}. */
    private static String course(RowResult row) {
        if (row.curve().isEmpty()) {
            return "";
        }
        return Figures.perplexity(row.curve().get(0)) + " to " + Figures.perplexity(row.valid()) + " in epoch "
                + row.bestEpoch() + " of " + row.epochs();
    }

    private static void details(RowResult row, StringBuilder text) {
        text.append("## ").append(row.id()).append("\n\n");
        text.append("Run `")
                .append(row.run())
                .append("`. Validation perplexity by epoch: ")
                .append(course(row));
        text.append("\n\n    ").append(Sparkline.of(row.curve(), CURVE)).append("\n\n");
        List<String> curve = row.curve().stream().map(Figures::perplexity).toList();
        text.append(String.join(", ", curve)).append("\n\n");
        if (row.restarts().size() > 1) {
            Table restarts = new Table("rrrrr", "seed", "valid", "test", "epochs", "time");
            row.restarts()
                    .forEach(restart -> restarts.row(
                            Long.toString(restart.seed()),
                            Figures.perplexity(restart.valid()),
                            Figures.perplexity(restart.test()),
                            Integer.toString(restart.epochs()),
                            Figures.clock(restart.seconds())));
            text.append(restarts.markdown()).append('\n');
        }
    }
}
