package org.memhop.core.model;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.Controller;
import org.memhop.api.model.Halting;
import org.memhop.api.model.Hop;
import org.memhop.api.model.Memory;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.Output;
import org.memhop.api.model.Question;
import org.memhop.api.model.Reading;
import org.memhop.api.model.Story;
import org.memhop.api.model.Verdict;

/** The end-to-end memory network (Sukhbaatar, Szlam, Weston, Fergus, 2015): its four parts, put together for K hops. */
public record MemN2N(Memory memory, Controller controller, Hop hop, Halting halting, Output output, int hops) {
    /**
     * What a network says of a batch.
     *
     * @param verdict its answer
     * @param state u^{K+1}, [B, d]
     * @param attention how much each hop looked at each slot, [B, M] for each hop
     */
    public record Answer(Verdict verdict, Node state, List<Node> attention) {}

    /** Adds the network to a graph. */
    public Answer answer(Scope g, Story story, Question question) {
        return answer(g, story, question, Dropout.NONE);
    }

    Answer answer(Scope g, Story story, Question question, Dropout dropout) {
        List<Node> attention = new ArrayList<>();
        List<Node> states = new ArrayList<>();
        Node u = controller.start(g.scope("question"), question); //       u¹ = Σ l∘Bq                      [B, d]
        MemoryView slots = memory.view(g.scope("hop1"), story, 0, u); //   m_i = Σ l∘Ax, c_i = Σ l∘Cx      [B, M, d]
        for (int k = 0; k < hops; k++) {
            Scope at = g.scope("hop" + (k + 1));
            slots = k == 0 ? slots : memory.rewritten(at, story, k, slots, u); // the same, with this hop's A and C
            Reading o = hop.read(at, k, u, slots); //                      p = softmax(u·m), o = Σ p c [B, M], [B, d]
            o = dropout.reading(at, k, o);
            u = controller.next(at, k, u, o.vector()); //                  u^{k+1} = u^k + o^k             [B, d]
            attention.add(o.weights());
            states.add(u);
        }
        Output last = (scope, state) -> output.logits(scope, dropout.state(scope, state));
        Verdict verdict = halting.judge(g.scope("output"), states, last); // â = softmax(W u)              [B, V]
        return new Answer(verdict, u, attention);
    }

    /** This network with the softmax of its hops removed, as linear start trains it. */
    public MemN2N linear() {
        return new MemN2N(memory, controller, hop.linear(), halting, output, hops);
    }
}
