package org.memhop.core.model;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Halting;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Output;
import org.memhop.api.model.Verdict;

/** Answers after the last hop, always: {@code â = softmax(W u^{K+1})}, and the loss is its cross-entropy (the paper, section 2). */
public final class LastHop implements Halting {
    @Override
    public Verdict judge(Scope g, List<Node> states, Output output) {
        return new Answered(output.logits(g, states.get(states.size() - 1)));
    }

    private record Answered(Node logits) implements Verdict {
        @Override
        public Node loss(Scope g, Node answers) {
            return g.crossEntropy(logits, answers);
        }

        @Override
        public Optional<Node> hops() {
            return Optional.empty();
        }
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Halting> {
        @Override
        public Class<Halting> kind() {
            return Halting.class;
        }

        @Override
        public String id() {
            return "last";
        }

        @Override
        public String summary() {
            return "every question is answered after the last hop (the paper)";
        }

        @Override
        public Halting create(ModelContext context) {
            return new LastHop();
        }
    }
}
