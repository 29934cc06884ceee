package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Output;
import org.memhop.api.model.Role;

/** {@code â = softmax(W u^{K+1})} (the paper, equation 3), over all words. */
public final class LinearOutput implements Output {
    private final ModelContext model;

    LinearOutput(ModelContext model) {
        this.model = model;
    }

    @Override
    public Node logits(Scope g, Node state) {
        return g.matmul(state, model.table(Role.W, 0).all(g), false, true);
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Output> {
        @Override
        public Class<Output> kind() {
            return Output.class;
        }

        @Override
        public String id() {
            return "linear";
        }

        @Override
        public String summary() {
            return "one score for each word, W u (Sukhbaatar et al., 2015)";
        }

        @Override
        public Output create(ModelContext context) {
            return new LinearOutput(context);
        }
    }
}
