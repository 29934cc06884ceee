package org.memhop.core.data;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.memhop.api.task.Example;

/**
 * A question as word numbers.
 *
 * @param story word numbers of each sentence, oldest first; examples of one story share the arrays
 * @param question word numbers
 * @param answer word number; 0 for an answer the vocabulary lacks, which no model can give
 */
public record EncodedExample(int[][] story, int[] question, int answer) {
    /** Encodes examples; unknown words are left out. */
    public static List<EncodedExample> all(List<Example> examples, Vocabulary vocabulary) {
        IdentityHashMap<List<String>, int[]> sentences =
                new IdentityHashMap<>(); // examples share the sentences of their story
        List<EncodedExample> encoded = new ArrayList<>(examples.size());
        for (Example example : examples) {
            int[][] story = example.story().stream()
                    .map(sentence -> sentences.computeIfAbsent(sentence, vocabulary::numbers))
                    .toArray(int[][]::new);
            encoded.add(new EncodedExample(
                    story, vocabulary.numbers(example.question()), vocabulary.number(example.answer())));
        }
        return encoded;
    }
}
