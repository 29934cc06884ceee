package org.memhop.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.run.RunResult.PartScore;

/**
 * The scores of language models. As JSON it is this record.
 *
 * @param words of all test texts together
 * @param perplexity {@code exp} of {@code loss}
 * @param loss mean over these words
 * @param caches of each run, where a cache was asked for
 * @param unfinished runs that are not finished
 */
record TextScores(
        String run,
        String task,
        long words,
        double perplexity,
        double loss,
        List<TextScore> texts,
        List<CacheFigures> caches,
        List<String> unfinished) {
    /**
     * A text's score.
     *
     * @param split {@code valid} or {@code test}
     * @param unknown how many of its words the model does not know; it takes them for {@code <unk>}
     */
    record TextScore(
            String run,
            String task,
            String split,
            String title,
            int words,
            long unknown,
            double perplexity,
            double loss) {}

    static TextScores of(Path run, List<Scored> all, List<String> unfinished) {
        List<TextScore> texts = new ArrayList<>();
        for (Scored scored : all) {
            for (int i = 0; i < scored.parts().size(); i++) {
                PartScore part = scored.parts().get(i);
                texts.add(new TextScore(
                        scored.run().toString(),
                        scored.task(),
                        part.part(),
                        part.title(),
                        part.questions(),
                        scored.unknown().get(i),
                        part.perplexity(),
                        part.loss()));
            }
        }
        List<TextScore> tests =
                texts.stream().filter(text -> text.split().equals(Scored.TEST)).toList();
        long words = tests.stream().mapToLong(TextScore::words).sum();
        double loss = tests.stream().mapToDouble(t -> t.loss() * t.words()).sum() / words;
        List<CacheFigures> caches =
                all.stream().flatMap(scored -> scored.cache().stream()).toList();
        String names = texts.stream().map(TextScore::task).distinct().collect(Collectors.joining(","));
        return new TextScores(run.toString(), names, words, Math.exp(loss), loss, texts, caches, unfinished);
    }

    void print(Output out) {
        boolean several = texts.stream().map(TextScore::run).distinct().count() > 1;
        Table table = new Table("llrrrr", several ? "run" : "text", "", "words", "unknown", "perplexity", "loss");
        for (TextScore text : texts) {
            table.row(
                    several ? String.valueOf(Path.of(text.run()).getFileName()) : text.task(),
                    text.split(),
                    Figures.format("%,d", text.words()),
                    Figures.format("%,d", text.unknown()),
                    Figures.perplexity(text.perplexity()),
                    Figures.format("%.4f", text.loss()));
        }
        table.print(out);
        if (!caches.isEmpty()) {
            CacheFigures.print(caches, several, out);
        }
        texts.stream()
                .filter(text -> !text.task().equals("lm-" + text.title()))
                .map(TextScore::title)
                .distinct()
                .forEach(out::line);
    }
}
