package org.memhop.core.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.memhop.api.ConfigException;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;

/** Writes texts: draws each word from what a language model expects after those before it. Thread-safe. */
public final class TextGenerator {
    private final LanguageModel model;
    private final Sampling sampling;

    public TextGenerator(LanguageModel model, Sampling sampling) {
        this.model = model;
        this.sampling = sampling;
    }

    /**
     * Goes on with a text.
     *
     * @param before what it begins with
     * @param words how many to draw
     * @param number of the text, from 0: each is another, drawn from the same seed
     * @param each receives every word that was drawn, at once
     * @throws ConfigException if no word may be drawn
     */
    public void generate(List<String> before, int words, int number, Consumer<String> each) {
        List<String> text = new ArrayList<>(before);
        RandomStream random = new RandomStream(sampling.seed(), Purpose.GENERATION);
        for (int i = 0; i < words; i++) {
            NextWord next = model.next(text);
            random.reset(Purpose.GENERATION, i, number);
            String word = next.vocabulary().words().get(draw(next, random) - 1);
            text.add(word);
            each.accept(word);
        }
    }

    /** The number of a word. The null symbol is none, nor are times that stand among the words. */
    private int draw(NextWord next, RandomStream random) {
        double[] p = next.probabilities();
        int unknown = sampling.unknown() ? 0 : next.vocabulary().number(Vocabulary.UNKNOWN);
        IntStream allowed = IntStream.range(1, next.vocabulary().size()).filter(word -> word != unknown);
        int most = sampling.temperature() == 0 ? 1 : sampling.topK();
        int[] words = most == 0
                ? allowed.toArray()
                : allowed.boxed()
                        .sorted(Comparator.comparingDouble(word -> -p[word]))
                        .limit(most)
                        .mapToInt(Integer::intValue)
                        .toArray();
        if (words.length == 0) {
            throw new ConfigException("there is nothing to draw: the model knows no word but " + Vocabulary.UNKNOWN
                    + "; allow that one, or train with a larger vocabulary-size or a lower min-count");
        }
        if (words.length == 1) {
            return words[0];
        }
        double greatest = IntStream.of(words).mapToDouble(word -> p[word]).max().orElseThrow();
        double power = Math.min(1 / sampling.temperature(), Double.MAX_VALUE); // 1 to an infinite power is no number
        double[] weights = IntStream.of(words)
                .mapToDouble(word -> StrictMath.pow(p[word] / greatest, power))
                .toArray();
        double left = random.nextDouble() * sum(weights);
        int last = words[0];
        for (int i = 0; i < words.length; i++) {
            if (weights[i] > 0) {
                last = words[i];
                left -= weights[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
