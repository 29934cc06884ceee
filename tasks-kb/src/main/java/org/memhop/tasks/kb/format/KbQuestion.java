package org.memhop.tasks.kb.format;

import java.util.List;

/**
 * A question with its answer.
 *
 * @param words in lower case, without the question mark
 * @param answer one word
 */
public record KbQuestion(List<String> words, String answer) {
    public KbQuestion {
        words = List.copyOf(words);
    }
}
