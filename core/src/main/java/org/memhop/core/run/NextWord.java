package org.memhop.core.run;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.run.Reply.Candidate;

/**
 * What a language model expects.
 *
 * @param vocabulary its words
 * @param probabilities of every word by its number, [V]; they add up to 1. Number 0, which is no word, has a little as well,
 *     and so have the numbers beyond the vocabulary where times are words
 * @param read the words it remembered, oldest first, as they were given; at most M
 * @param attention how much each hop looked at each of them, [K][read]; a hop's weights add up to 1 with those of the empty
 *     slots, or with what the hop {@code linear} leaves to none. Of a memory with slots of its own, at each of these: [K][N],
 *     adding up to 1
 * @param ofWords whether the attention is on words
 */
public record NextWord(
        Vocabulary vocabulary, double[] probabilities, List<String> read, double[][] attention, boolean ofWords) {
    /** How probable a word is; one it does not know as probable as {@link Vocabulary#UNKNOWN}. */
    public double probability(String word) {
        return probabilities[vocabulary.numberOrUnknown(word)];
    }

    /** The most probable words, the first the most; of equals the one of the lower number. */
    public List<Candidate> top(int most) {
        return IntStream.range(1, vocabulary.size())
                .boxed()
                .sorted(Comparator.comparingDouble(number -> -probabilities[number]))
                .limit(most)
                .map(number -> new Candidate(vocabulary.words().get(number - 1), probabilities[number]))
                .toList();
    }
}
