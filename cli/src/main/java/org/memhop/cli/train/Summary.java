package org.memhop.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.memhop.cli.common.Scores;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Screen;
import org.memhop.cli.terminal.Table;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;

/** Shows what finished runs came to, and what one may do with them. */
final class Summary {
    private final Screen screen;

    Summary(Screen screen) {
        this.screen = screen;
    }

    void show(Path place, Map<Path, RunResult> results) {
        Output out = screen.out();
        List<Path> paths = new ArrayList<>(results.keySet());
        // babi-2 before babi-10
        paths.sort(
                Comparator.comparing((Path p) -> String.valueOf(p.getFileName()).length())
                        .thenComparing(Path::toString));
        List<PartScore> parts = new ArrayList<>();
        List<Restart> restarts = new ArrayList<>();
        List<String> spreads = new ArrayList<>();
        for (Path path : paths) {
            RunResult result = Objects.requireNonNull(results.get(path));
            for (PartScore part : result.best().parts()) {
                parts.add(part);
                spreads.add(spread(result, part));
            }
            restarts.addAll(result.restarts());
        }
        boolean several = restarts.size() > results.size();
        Table table = several
                ? new Table("lrrrl", "task", "questions", "test error %", "loss", "over the restarts")
                : new Table("lrrr", "task", "questions", "test error %", "loss");
        for (int i = 0; i < parts.size(); i++) {
            PartScore part = parts.get(i);
            List<String> row = new ArrayList<>(Scores.row(part));
            if (several) {
                row.add(spreads.get(i));
            }
            table.row(row);
        }
        table.print(out);
        if (parts.size() > 1) {
            out.line(Scores.mean(parts));
        }
        double seconds = restarts.stream().mapToDouble(Restart::seconds).sum();
        out.line("");
        out.line("run     " + place + "  (" + Figures.count(restarts.size(), "training") + ", "
                + Figures.seconds(seconds) + ")");
        boolean group = paths.size() > 1;
        Path first = paths.get(0);
        out.line("report  " + first.resolve("report.md") + (group ? ", and so in each run" : ""));
        out.line("ask it  " + screen.out().accent(screen.command() + " answer " + first));
    }

    private static String spread(RunResult result, PartScore part) {
        if (result.restarts().size() == 1) {
            return "";
        }
        DoubleSummaryStatistics errors = new DoubleSummaryStatistics();
        List<Double> values = new ArrayList<>();
        for (Restart restart : result.restarts()) {
            restart.parts().stream().filter(p -> p.part().equals(part.part())).forEach(p -> {
                errors.accept(p.errorPercent());
                values.add(p.errorPercent());
            });
        }
        return Figures.format(
                "mean %.1f, deviation %.1f, from %.1f to %.1f",
                errors.getAverage(), Scores.deviation(values), errors.getMin(), errors.getMax());
    }
}
