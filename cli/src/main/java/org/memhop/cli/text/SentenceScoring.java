package org.memhop.cli.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.TextScorer;

/** Scores sentences many words at a time, and gives each as soon as its last word is scored. */
final class SentenceScoring implements AutoCloseable {
    private final LanguageModel model;
    private final List<String> before;
    private final boolean alone;
    private final Consumer<ScoredSentence> each;
    private final TextScorer scorer;
    private final Queue<ScoredSentence> waiting = new ArrayDeque<>();

    /**
     * @param before what stands before the first sentence
     * @param alone whether each sentence is the first
     */
    SentenceScoring(LanguageModel model, List<String> before, boolean alone, Consumer<ScoredSentence> each) {
        this.model = model;
        this.before = before;
        this.alone = alone;
        this.each = each;
        this.scorer = model.scorer(this::take);
        before.forEach(scorer::tell);
    }

    /** Adds a sentence. */
    void add(Sentences.Sentence sentence) {
        List<String> words = new ArrayList<>(sentence.words());
        if (model.knows(Vocabulary.END)) {
            words.add(Vocabulary.END);
        }
        List<Boolean> known = words.stream().map(model::knows).toList();
        waiting.add(new ScoredSentence(sentence.number(), words, new ArrayList<>(words.size()), known));
        if (alone) {
            scorer.forget();
            before.forEach(scorer::tell);
        }
        words.forEach(scorer::add);
    }

    /** Gives all sentences so far. */
    void flush() {
        scorer.flush();
    }

    private void take(double logProbability) {
        ScoredSentence first = waiting.element();
        first.logProbabilities().add(logProbability);
        if (first.logProbabilities().size() == first.words().size()) {
            each.accept(waiting.remove());
        }
    }

    /** Gives what is left. */
    @Override
    public void close() {
        scorer.close();
    }
}
