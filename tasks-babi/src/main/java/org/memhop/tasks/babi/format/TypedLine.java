package org.memhop.tasks.babi.format;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence as someone types it: a question ends in '?', all else is a statement.
 *
 * @param words the words, lower-cased, without the full stop or question mark; empty for a blank line
 * @param question whether it asks
 */
public record TypedLine(List<String> words, boolean question) {
    private static final Pattern ID = Pattern.compile("\\s*\\d+\\s+(.*)", Pattern.DOTALL);

    public TypedLine {
        words = List.copyOf(words);
    }

    /**
     * Reads a typed line. A leading number is taken for the line's id and dropped; of a line pasted from a file, all that
     * follows the first tab (the answer and the supporting ids) is dropped and the rest is a question.
     */
    public static TypedLine parse(String line) {
        int tab = line.indexOf('\t');
        String text = tab < 0 ? line : line.substring(0, tab);
        Matcher id = ID.matcher(text);
        String sentence = id.matches() ? id.group(1) : text;
        return new TypedLine(
                Words.of(sentence), tab >= 0 || sentence.stripTrailing().endsWith("?"));
    }
}
