package org.memhop.tasks.babi.format;

import java.util.List;

/**
 * A line that asks something about the statements before it.
 *
 * @param id the line's number within its story, from 1
 * @param words the question's words, lower-cased, without the question mark
 * @param answer the answer as one token, lower-cased; a list such as {@code apple,milk} is one token
 * @param supporting the ids of the statements that the answer follows from, in the order of the file; may be empty
 */
public record Query(int id, List<String> words, String answer, List<Integer> supporting) implements BabiLine {
    public Query {
        words = List.copyOf(words);
        supporting = List.copyOf(supporting);
    }
}
