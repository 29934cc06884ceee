package org.memhop.cli.text;

import java.util.ArrayList;
import java.util.List;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.Records;
import org.memhop.core.run.Scored;

/** Shows scored sentences: in columns in a terminal, with tabs in a file or pipe, or as JSON. */
final class ScoreView {
    private static final String COLUMNS = "%12.4f  %12.4f  ";
    private static final int COLUMNS_WIDTH = 28;
    private static final int NARROWEST_SENTENCE = 20;

    private final Output out;
    private final boolean words;
    private final boolean json;
    private long sentences;

    /**
     * @param words whether each word is shown
     */
    ScoreView(Output out, boolean words, boolean json) {
        this.out = out;
        this.words = words;
        this.json = json;
    }

    /**
     * What is written as JSON.
     *
     * @param line where it stood, from 1
     * @param words how many it has, with the one that ends it
     * @param unknown how many of them the model does not know
     */
    record Line(
            int line,
            double logProbability,
            double perplexity,
            double perWord,
            long words,
            long unknown,
            String sentence) {}

    /** The same with every word. */
    record LineWithWords(
            int line,
            double logProbability,
            double perplexity,
            double perWord,
            long words,
            long unknown,
            String sentence,
            List<Word> each) {}

    /** A word with the natural logarithm of its probability. */
    record Word(String word, double logProbability, boolean unknown) {}

    /** How many sentences were shown. */
    long sentences() {
        return sentences;
    }

    void show(ScoredSentence sentence) {
        if (json) {
            out.line(Records.writeLine(record(sentence)));
        } else if (out.terminal()) {
            columns(sentence);
        } else {
            tabs(sentence);
        }
        sentences++;
    }

    private Object record(ScoredSentence sentence) {
        Scored s = sentence.scored();
        Line line = new Line(
                sentence.line(),
                s.logProbability(),
                s.perplexity(),
                s.perWord(),
                s.words(),
                s.unknown(),
                text(sentence));
        if (!words) {
            return line;
        }
        List<Word> each = new ArrayList<>();
        for (int i = 0; i < sentence.words().size(); i++) {
            each.add(new Word(
                    sentence.words().get(i),
                    sentence.logProbabilities().get(i),
                    !sentence.known().get(i)));
        }
        return new LineWithWords(
                line.line(),
                line.logProbability(),
                line.perplexity(),
                line.perWord(),
                line.words(),
                line.unknown(),
                line.sentence(),
                each);
    }

    private void columns(ScoredSentence sentence) {
        if (sentences == 0) {
            out.line(out.dim(Figures.format("%12s  %12s  sentence", "log-prob.", "perplexity")));
        }
        Scored scored = sentence.scored();
        int room = Math.max(NARROWEST_SENTENCE, out.width() - COLUMNS_WIDTH);
        String figures = Figures.format(COLUMNS, scored.logProbability(), scored.perplexity());
        out.line(figures + (words ? out.bold(Table.cut(text(sentence), room)) : Table.cut(text(sentence), room)));
        if (words) {
            for (int i = 0; i < sentence.words().size(); i++) {
                String word = sentence.words().get(i);
                String note = sentence.known().get(i) ? "" : out.dim("  read as " + Vocabulary.UNKNOWN);
                out.line(Figures.format("%12.4f", sentence.logProbabilities().get(i))
                        + " ".repeat(COLUMNS_WIDTH - 12)
                        + word
                        + note);
            }
        }
    }

    private void tabs(ScoredSentence sentence) {
        Scored scored = sentence.scored();
        out.line(Figures.format("%.4f\t%.4f\t", scored.logProbability(), scored.perplexity()) + text(sentence));
        if (words) {
            for (int i = 0; i < sentence.words().size(); i++) {
                out.line(Figures.format("%.4f\t\t", sentence.logProbabilities().get(i))
                        + sentence.words().get(i));
            }
        }
    }

    private static String text(ScoredSentence sentence) {
        int last = sentence.words().size() - 1;
        boolean ends = sentence.words().get(last).equals(Vocabulary.END);
        return String.join(" ", ends ? sentence.words().subList(0, last) : sentence.words());
    }
}
