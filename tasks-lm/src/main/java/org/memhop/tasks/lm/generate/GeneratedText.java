package org.memhop.tasks.lm.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Text;

/**
 * A text in which some words can be told from memory alone, tens of words back, and some of these from two looks at it; with the
 * perplexity of whoever predicts it as well as can be. Validation and test go on where the training text ends.
 *
 * <p>Of 100 sentences, 34 ask for one thing told earlier: the place that goes with a pastime, or who the guest is. 22 ask for
 * the place that goes with the weather, and name neither: the weather has to be remembered first. All other words are drawn
 * afresh or follow from the two words before them.
 */
public final class GeneratedText {
    /** Words of the training text that memory alone can tell, where nobody says how many. */
    public static final int STANDARD_LENGTH = 16_000;

    private static final int SHARE_HELD_OUT = 10;
    private static final int LEAST = SHARE_HELD_OUT;

    private final List<String> words;
    private final int validationFrom;
    private final int testFrom;
    private final String origin;

    private GeneratedText(List<String> words, int validationFrom, int testFrom, String origin) {
        this.words = words;
        this.validationFrom = validationFrom;
        this.testFrom = testFrom;
        this.origin = origin;
    }

    /**
     * The text of a seed.
     *
     * @param fromMemory how many words of the training text can be told from memory alone; of validation and test a tenth as many
     * @throws ConfigException if that is none
     */
    public static GeneratedText of(int fromMemory, long seed) {
        if (fromMemory < LEAST) {
            throw new ConfigException("a generated text with " + fromMemory + " words to be told from memory: expected "
                    + LEAST + " or more");
        }
        Talker talker = new Talker(seed);
        List<String> words = new ArrayList<>();
        say(talker, fromMemory, words);
        int validationFrom = words.size();
        say(talker, fromMemory / SHARE_HELD_OUT, words);
        int testFrom = words.size();
        say(talker, fromMemory / SHARE_HELD_OUT, words);
        String origin = fromMemory + " words of the training text from memory alone, seed " + seed;
        return new GeneratedText(List.copyOf(words), validationFrom, testFrom, origin);
    }

    private static void say(Talker talker, int fromMemory, List<String> words) {
        int said = 0;
        while (said < fromMemory) {
            said += talker.say(words);
        }
    }

    public Text train() {
        return new Words(words.subList(0, validationFrom));
    }

    public Text validation() {
        return new Words(words.subList(validationFrom, testFrom));
    }

    public Text test() {
        return new Words(words.subList(testFrom, words.size()));
    }

    /** What it is, with the test perplexity that nobody can go below. */
    public String title() {
        return "generated text, ideal perplexity " + figure(idealPerplexity(IdealPredictor.EVERYTHING, 2));
    }

    /** How it was made, and the test perplexity of those who predict it as well as they can from what they know. */
    public Map<String, String> source() {
        Map<String, String> source = new LinkedHashMap<>();
        source.put("generated text", origin);
        source.put("ideal test perplexity", figure(idealPerplexity(IdealPredictor.EVERYTHING, 2)));
        for (int window : List.of(60, 30, 15, Grammar.LONGEST_SENTENCE)) {
            source.put("ideal test perplexity from the last " + window + " words", figure(idealPerplexity(window, 2)));
        }
        source.put("ideal test perplexity with one look", figure(idealPerplexity(IdealPredictor.EVERYTHING, 1)));
        return source;
    }

    /**
     * The test perplexity of whoever knows the grammar.
     *
     * @param window how many words back he remembers, 5 or more
     * @param looks how many things he fetches from memory for one word, 1 or 2
     */
    public double idealPerplexity(int window, int looks) {
        return IdealPredictor.perplexity(words, testFrom, window, looks);
    }

    private static String figure(double perplexity) {
        return String.format(Locale.ROOT, "%.2f", perplexity);
    }

    private record Words(List<String> words) implements Text {
        @Override
        public void forEach(Consumer<String> consumer) {
            words.forEach(consumer);
        }
    }
}
