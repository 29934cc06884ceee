package org.memhop.core.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.memhop.api.FormatException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Text;

/** Numbers the words of a text, from 1; 0 is the null word. Immutable. */
public final class Vocabulary {
    /** The word of a text that stands for all that are not in the vocabulary, as in Penn Treebank. */
    public static final String UNKNOWN = "<unk>";
    /** The word that ends a sentence of a text, where the text has such a word. */
    public static final String END = "<eos>";

    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();

    private Vocabulary(List<String> words) {
        this.words = List.copyOf(words);
        for (String word : words) {
            numbers.put(word, numbers.size() + 1);
        }
    }

    /** Every word of stories, questions and answers, in alphabetical order, so that it does not depend on theirs. */
    public static Vocabulary of(List<Example> examples) {
        Set<String> words = new TreeSet<>();
        for (Example example : examples) {
            example.story().forEach(words::addAll);
            words.addAll(example.question());
            words.add(example.answer());
        }
        return new Vocabulary(new ArrayList<>(words));
    }

    /**
     * The words of texts, the most frequent first, of equals in alphabetical order; and {@link #UNKNOWN}, which stands for all
     * others.
     *
     * @param most words there may be, {@link #UNKNOWN} among them; 0 for any number
     * @param least how often a word must occur
     */
    public static Vocabulary ofTexts(List<Text> texts, int most, int least) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> text.forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.remove(UNKNOWN);
        int room = most == 0 ? counts.size() : Math.max(0, most - 1);
        List<String> words = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(room)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        words.add(UNKNOWN);
        return new Vocabulary(words);
    }

    /**
     * A vocabulary as it was saved: one word a line.
     *
     * @param file where it stood, for errors
     * @throws FormatException if a word is empty or stands there twice
     */
    public static Vocabulary ofLines(List<String> lines, String file) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || !seen.add(lines.get(i))) {
                throw new FormatException(file + ":" + (i + 1) + ": found \"" + lines.get(i)
                        + "\"; expected one word a line, none of them twice");
            }
        }
        return new Vocabulary(lines);
    }

    /** The words in the order of their numbers: the word of number n is element n − 1. */
    public List<String> words() {
        return words;
    }

    /** The number of a word, or 0 if it has none. */
    public int number(String word) {
        return numbers.getOrDefault(word, 0);
    }

    /** The number of a word, or that of {@link #UNKNOWN}; 0 if there is none of either. */
    public int numberOrUnknown(String word) {
        Integer number = numbers.get(word);
        return number == null ? number(UNKNOWN) : number;
    }

    /** How many numbers there are, the null word's included. */
    public int size() {
        return words.size() + 1;
    }

    /** The numbers of the words that are known, in order; the others are left out. */
    public int[] numbers(List<String> sentence) {
        return sentence.stream().mapToInt(this::number).filter(n -> n != 0).toArray();
    }
}
