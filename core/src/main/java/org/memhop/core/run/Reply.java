package org.memhop.core.run;

import java.util.List;
import java.util.Optional;

/**
 * What a network said to a question.
 *
 * @param ranking every word it knows, the most probable first
 * @param attention how much each hop looked at each remembered sentence, oldest first: [K][sentences]; a hop's weights add up
 *     to 1 with those of the empty slots, or with what the hop {@code linear} leaves to none. Of a memory with slots of its
 *     own, at each of these: [K][N], adding up to 1
 * @param ofSentences whether the attention is on sentences
 * @param hops how many hops it took, on average where that is left to chance; absent if always all of them
 * @param forgotten how many of the oldest sentences did not fit into its memory
 * @param unknownWords words it never saw, which it did not read
 * @param shortened how many sentences were longer than it can read, and lost their last words
 */
public record Reply(
        List<Candidate> ranking,
        double[][] attention,
        boolean ofSentences,
        Optional<Double> hops,
        int forgotten,
        List<String> unknownWords,
        int shortened) {
    /** A word it might answer, and how probable it finds it. */
    public record Candidate(String word, double probability) {}

    /** The most probable word. */
    public String answer() {
        return ranking.get(0).word();
    }

    /** How probable it finds its answer. */
    public double probability() {
        return ranking.get(0).probability();
    }
}
