package org.memhop.cli.answer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.memhop.cli.terminal.Figures;
import org.memhop.core.run.Reply;

/**
 * A question that was put to a network, with its reply.
 *
 * @param question as it was typed
 * @param remembered the sentences the network looked at, as they were typed, oldest first
 */
record Asked(String question, List<String> remembered, Reply reply) {
    /** What stands beside the weights: the sentences, or the numbers of slots that hold no one sentence. */
    List<String> looked() {
        return reply.ofSentences()
                ? remembered
                : IntStream.rangeClosed(1, reply.attention()[0].length)
                        .mapToObj(slot -> "slot " + slot)
                        .toList();
    }

    /** The share of a hop's attention that went to slots with no sentence in them. */
    double empty(int hop) {
        double sum = 0;
        for (double weight : reply.attention()[hop]) {
            sum += weight;
        }
        return Math.max(0, 1 - sum);
    }

    int hops() {
        return reply.attention().length;
    }

    /** How many hops it took of those it has, if that varies, as in {@code 1.83 of 3}. */
    Optional<String> hopsTaken() {
        return reply.hops().map(taken -> Figures.format("%.2f of %d", taken, hops()));
    }

    /** The most probable words, at most that many. */
    List<Reply.Candidate> top(int most) {
        return reply.ranking().subList(0, Math.min(most, reply.ranking().size()));
    }
}
