package org.memhop.cli.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.Scored;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how probable a language model finds sentences. */
@Command(
        name = "score",
        description = {
            "How probable a trained language model finds a text: of each line its log-probability (natural), its"
                    + " perplexity, and the sentence; at the end those of all of it.",
            "",
            "  memhop score runs/lm-ptb text.txt               a running text: each line goes on from those before it",
            "  memhop score runs/lm-ptb --rank hypotheses.txt  each line by itself, the most probable first",
            "  memhop score runs/lm-ptb text.txt --cache 2000  words that came lately are the more probable",
            "  echo \"the company said\" | memhop score runs/lm-ptb - --words"
        })
public final class ScoreCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Mixin
    private final ModelChoice choice = new ModelChoice();

    @Mixin
    private final CacheChoice cache = new CacheChoice();

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "A sentence a line, in words as the model learnt them, or - for standard input.")
    private String file = "-";

    @Option(names = "--words", description = "The log-probability of each word, too.")
    private boolean words;

    @Option(names = "--alone", description = "Each line by itself: it does not go on from those before it.")
    private boolean alone;

    @Option(
            names = "--rank",
            description = "Each line by itself, sorted by log-probability per word, the highest first.")
    private boolean rank;

    @Option(
            names = "--before",
            paramLabel = "TEXT",
            description = "What was said before the text; with --alone or --rank, before each line of it.")
    private Optional<String> before = Optional.empty();

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    public ScoreCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        int threads = Runtime.getRuntime().availableProcessors();
        try (LanguageModel plain = choice.load(workbench, "score", threads);
                Sentences text = Sentences.of(file, workbench.screen())) {
            LanguageModel model = cache.on(plain, workbench);
            ScoreView view = new ScoreView(workbench.screen().out(), words, json);
            List<ScoredSentence> ranked = new ArrayList<>();
            Consumer<ScoredSentence> each = rank ? ranked::add : view::show;
            Scored[] sum = {new Scored(0, 0, 0)};
            SentenceScoring scoring = new SentenceScoring(model, context(model), alone || rank, sentence -> {
                sum[0] = sum[0].plus(sentence.scored());
                each.accept(sentence);
            });
            try (scoring) {
                Optional<Sentences.Sentence> next = text.next();
                while (next.isPresent()) {
                    scoring.add(next.get());
                    if (text.idle()) {
                        scoring.flush();
                    }
                    next = text.next();
                }
            }
            ranked.sort(
                    Comparator.comparingDouble(sentence -> -sentence.scored().perWord()));
            ranked.forEach(view::show);
            sum(sum[0], view.sentences());
        }
        return 0;
    }

    private List<String> context(LanguageModel model) {
        List<String> context = new ArrayList<>(model.beginning());
        before.ifPresent(text -> context.addAll(ModelChoice.words(text, model, workbench)));
        return context;
    }

    private void sum(Scored all, long sentences) {
        Output err = workbench.screen().err();
        String unknown = all.unknown() == 0 ? "" : Figures.format(" (%,d unknown)", all.unknown());
        err.line(Figures.count(sentences, "sentence") + ", " + Figures.count(all.words(), "word") + unknown
                + Figures.format(": log-probability %.4f, perplexity %.4f", all.logProbability(), all.perplexity()));
    }
}
