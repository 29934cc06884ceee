package org.memhop.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * Prints the scores of every run.
     *
     * @param place the run, or the directory of them all
     * @param results by the directory of each run; at least one, in the order to show them
     */
    void show(Path place, Map<Path, RunResult> results) {
        Output out = screen.out();
        List<PartScore> parts = new ArrayList<>();
        List<Restart> restarts = new ArrayList<>();
        results.values().forEach(result -> {
            parts.addAll(result.best().parts());
            restarts.addAll(result.restarts());
        });
        table(results, restarts.size() > results.size()).print(out);
        if (parts.size() > 1) {
            out.line(Scores.summary(parts));
        }
        double seconds = restarts.stream().mapToDouble(Restart::seconds).sum();
        Path first = results.keySet().iterator().next();
        out.line("");
        out.line("run     " + place + " (" + Figures.count(restarts.size(), "training") + ", "
                + Figures.seconds(seconds) + ")");
        out.line("report  " + first.resolve("report.md") + (results.size() > 1 ? ", and so in each run" : ""));
        out.line("ask it  " + out.accent(screen.command() + " answer " + first));
    }

    private static Table table(Map<Path, RunResult> results, boolean spread) {
        List<String> header = new ArrayList<>(List.of("task", "questions", "test error %", "loss"));
        if (spread) {
            header.addAll(List.of("mean of restarts", "deviation", "least", "most"));
        }
        Table table = new Table("l" + "r".repeat(header.size() - 1), header);
        for (RunResult result : results.values()) {
            for (PartScore part : result.best().parts()) {
                List<String> row = new ArrayList<>(Scores.row(part));
                if (spread) {
                    row.addAll(spread(result, part.part()));
                }
                table.row(row);
            }
        }
        return table;
    }

    private static List<String> spread(RunResult result, String part) {
        List<Double> errors = result.restarts().stream()
                .flatMap(restart -> restart.parts().stream())
                .filter(score -> score.part().equals(part))
                .map(PartScore::errorPercent)
                .sorted()
                .toList();
        return List.of(
                Figures.percent(Scores.mean(errors)),
                Figures.percent(Scores.deviation(errors)),
                Figures.percent(errors.get(0)),
                Figures.percent(errors.get(errors.size() - 1)));
    }
}
