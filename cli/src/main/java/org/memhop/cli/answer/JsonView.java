package org.memhop.cli.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.cli.terminal.Output;
import org.memhop.core.files.Records;
import org.memhop.core.run.Reply.Candidate;

/** One JSON object a question, on a line of its own, for programs. */
final class JsonView implements ReplyView {
    private final Output out;
    private final int top;

    JsonView(Output out, int top) {
        this.out = out;
        this.top = top;
    }

    /**
     * What is written.
     *
     * @param hops how many hops it took, on average; null if always all of them
     * @param story the sentences the network looked at
     * @param attentionOn "sentences", or "slots" if the memory has slots of its own, which hold no one sentence
     * @param attention of each hop, a weight for each of these sentences or slots
     * @param emptySlots of each hop, what is left of its attention
     * @param forgotten how many older sentences did not fit
     * @param shortened how many sentences lost their last words
     * @param unknownWords words that were not read
     */
    record Line(
            String question,
            String answer,
            double probability,
            Optional<Double> hops,
            List<Candidate> candidates,
            List<String> story,
            String attentionOn,
            double[][] attention,
            List<Double> emptySlots,
            int forgotten,
            int shortened,
            List<String> unknownWords) {}

    @Override
    public void show(Asked asked) {
        var reply = asked.reply();
        List<Double> empty = new ArrayList<>();
        for (int hop = 0; hop < asked.hops(); hop++) {
            empty.add(asked.empty(hop));
        }
        out.line(Records.writeLine(new Line(
                asked.question(),
                reply.answer(),
                reply.probability(),
                reply.hops(),
                asked.top(top),
                asked.remembered(),
                reply.ofSentences() ? "sentences" : "slots",
                reply.attention(),
                empty,
                reply.forgotten(),
                reply.shortened(),
                reply.unknownWords())));
    }
}
