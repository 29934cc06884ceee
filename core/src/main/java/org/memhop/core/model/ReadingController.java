package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Controller;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;

/** A {@link FirstState}, then what was read: {@code u^{k+1} = f(o^k)}, for a memory that knows the question itself. */
public final class ReadingController implements Controller {
    private final FirstState start;
    private final Nonlinearity nonlinearity;

    ReadingController(ModelContext model) {
        this.start = FirstState.of(model);
        this.nonlinearity = Nonlinearity.of(model);
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        return nonlinearity.apply(g, reading);
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "reading";
        }

        @Override
        public String summary() {
            return "next state o, what was read (for the memory query-reduction)";
        }

        @Override
        public Controller create(ModelContext context) {
            return new ReadingController(context);
        }
    }
}
