package org.memhop.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.memhop.api.task.Measure;
import org.memhop.cli.common.Scores;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Screen;
import org.memhop.cli.terminal.Table;
import org.memhop.core.run.RunDirectory;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;

/** Shows what finished runs came to, and what one may do with them. */
final class Summary {
    private static final List<String> SPREAD = List.of("mean of restarts", "deviation", "least", "most");

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
        List<Restart> restarts = new ArrayList<>();
        results.values().forEach(result -> restarts.addAll(result.restarts()));
        Map<Path, RunResult> questions = of(Measure.ERROR, results);
        Map<Path, RunResult> texts = of(Measure.PERPLEXITY, results);
        if (!questions.isEmpty()) {
            questions(questions, out);
        }
        if (!texts.isEmpty()) {
            texts(texts, out);
        }
        double seconds = restarts.stream().mapToDouble(Restart::seconds).sum();
        Path first = results.keySet().iterator().next();
        out.line("");
        out.line("run     " + place + " (" + Figures.count(restarts.size(), "training") + ", "
                + Figures.seconds(seconds) + ")");
        out.line("report  " + first.resolve("report.md") + (results.size() > 1 ? ", and so in each run" : ""));
        if (questions.containsKey(first)) {
            out.line("ask it  " + out.accent(screen.command() + " answer " + first));
        } else {
            out.line("ask it  " + out.accent(screen.command() + " generate text " + first));
            out.line("        " + out.accent(screen.command() + " score " + first + " FILE"));
        }
    }

    private static Map<Path, RunResult> of(Measure measure, Map<Path, RunResult> results) {
        Map<Path, RunResult> some = new LinkedHashMap<>(results);
        some.values().removeIf(result -> result.measure() != measure);
        return some;
    }

    private static boolean severalRestarts(Map<Path, RunResult> results) {
        return results.values().stream().anyMatch(result -> result.restarts().size() > 1);
    }

    private static void questions(Map<Path, RunResult> results, Output out) {
        boolean spread = severalRestarts(results);
        boolean hops = results.values().stream()
                .anyMatch(result -> Scores.hops(result.best().parts()));
        List<String> header = new ArrayList<>(Scores.header("test error %", hops));
        header.addAll(spread ? SPREAD : List.of());
        Table table = new Table("l" + "r".repeat(header.size() - 1), header);
        List<PartScore> parts = new ArrayList<>();
        for (RunResult result : results.values()) {
            for (PartScore part : result.best().parts()) {
                List<String> row = new ArrayList<>(Scores.row(part, hops));
                if (spread) {
                    row.addAll(spread(errors(result, part.part()), Figures::percent));
                }
                table.row(row);
                parts.add(part);
            }
        }
        table.print(out);
        if (parts.size() > 1) {
            out.line(Scores.summary(parts));
        }
    }

    private static void texts(Map<Path, RunResult> results, Output out) {
        boolean spread = severalRestarts(results);
        List<String> header =
                new ArrayList<>(List.of("text", "test words", "valid perplexity", "test perplexity", "best epoch"));
        header.addAll(spread ? SPREAD : List.of());
        Table table = new Table("l" + "r".repeat(header.size() - 1), header);
        Set<String> titles = new LinkedHashSet<>();
        results.forEach((run, result) -> {
            Restart kept = result.best();
            int words = kept.parts().stream().mapToInt(PartScore::questions).sum();
            List<String> row = new ArrayList<>(List.of(
                    result.name(),
                    Figures.format("%,d", words),
                    Figures.perplexity(kept.validationPerplexity()),
                    Figures.perplexity(kept.testPerplexity()),
                    new RunDirectory(run).keptEpoch(result) + " of " + kept.epochs()));
            if (spread) {
                List<Double> tests = result.restarts().stream()
                        .map(Restart::testPerplexity)
                        .sorted()
                        .toList();
                row.addAll(spread(tests, Figures::perplexity));
            }
            table.row(row);
            kept.parts().stream()
                    .filter(part -> !part.title().equals(part.part()))
                    .forEach(part -> titles.add(part.title()));
        });
        table.print(out);
        titles.forEach(out::line);
    }

    private static List<Double> errors(RunResult result, String part) {
        return result.restarts().stream()
                .flatMap(restart -> restart.parts().stream())
                .filter(score -> score.part().equals(part))
                .map(PartScore::errorPercent)
                .sorted()
                .toList();
    }

    /** Mean, deviation, least and most of sorted figures. */
    private static List<String> spread(List<Double> figures, Function<Double, String> text) {
        return List.of(
                text.apply(Scores.mean(figures)),
                text.apply(Scores.deviation(figures)),
                text.apply(figures.get(0)),
                text.apply(figures.get(figures.size() - 1)));
    }
}
