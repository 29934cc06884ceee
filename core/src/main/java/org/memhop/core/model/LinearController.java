package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Controller;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;

/** A {@link FirstState}, then {@code u^{k+1} = f(H u^k + o^k)} (the paper, section 2.2; layer-wise tying). */
public final class LinearController implements Controller {
    private final FirstState start;
    private final Nonlinearity nonlinearity;
    private final Variable h; // [d, d]

    LinearController(ModelContext model) {
        this.start = FirstState.of(model);
        this.nonlinearity = Nonlinearity.of(model);
        this.h = model.parameter("H", Shape.of(model.dimension(), model.dimension()));
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        Node moved = g.matmul(state, g.variable(h), false, true); // row b is H u_b
        return nonlinearity.apply(g, g.add(moved, reading));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "linear";
        }

        @Override
        public String summary() {
            return "next state H u + o (the paper's, for layer-wise tying)";
        }

        @Override
        public Controller create(ModelContext context) {
            return new LinearController(context);
        }
    }
}
