package org.memhop.cli.evaluate;

import java.nio.file.Path;
import java.util.List;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.run.CachedScores;

/**
 * The perplexity of a text with a continuous cache. As JSON it is this record.
 *
 * @param size how many states the cache remembers
 * @param theta how sharply it prefers states like the present one
 * @param lambda its share of the mixture
 */
record CacheFigures(String run, String task, int size, double theta, double lambda, double valid, double test) {
    static CacheFigures of(Path run, String task, CachedScores scores) {
        return new CacheFigures(
                run.toString(),
                task,
                scores.test().settings().size(),
                scores.test().settings().theta(),
                scores.test().settings().lambda(),
                scores.validation().perplexity(),
                scores.test().perplexity());
    }

    static void print(List<CacheFigures> all, boolean several, Output out) {
        Table table = new Table(
                "lrrrrr", several ? "run" : "text", "cache", "theta", "lambda", "valid with it", "test with it");
        for (CacheFigures cache : all) {
            table.row(
                    several ? String.valueOf(Path.of(cache.run()).getFileName()) : cache.task(),
                    Figures.count(cache.size(), "state"),
                    Figures.format("%.4f", cache.theta()),
                    Figures.format("%.2f", cache.lambda()),
                    Figures.perplexity(cache.valid()),
                    Figures.perplexity(cache.test()));
        }
        out.line("");
        table.print(out);
        out.line("theta and lambda are those that foretell the validation text best");
    }
}
