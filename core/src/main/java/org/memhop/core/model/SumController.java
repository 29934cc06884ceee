package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Controller;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;

/** A {@link FirstState}, then {@code u^{k+1} = f(u^k + o^k)} (the paper, section 2.2; adjacent tying). */
public final class SumController implements Controller {
    private final FirstState start;
    private final Nonlinearity nonlinearity;

    SumController(ModelContext model) {
        this.start = FirstState.of(model);
        this.nonlinearity = Nonlinearity.of(model);
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        return nonlinearity.apply(g, g.add(state, reading));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "sum";
        }

        @Override
        public String summary() {
            return "next state u + o (the paper's, for adjacent tying)";
        }

        @Override
        public Controller create(ModelContext context) {
            return new SumController(context);
        }
    }
}
