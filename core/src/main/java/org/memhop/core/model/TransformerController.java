package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Controller;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;

/**
 * A {@link FirstState}, then {@code a = LN(u^k + o^k W_o)} and {@code u^{k+1} = LN(a + relu(a W_1 + b_1) W_2 + b_2)}: the step
 * that {@link SelfAttendingMemory} makes of its slots, made of the state (the Universal Transformer's, Dehghani et al., 2019,
 * section 2.1). All weights are shared by the hops. Option: {@code width} of the {@link Transition} (0: twice the dimension).
 */
public final class TransformerController implements Controller {
    private final FirstState start;
    private final Variable out; // [d, d]
    private final LayerNorm read;
    private final Transition transition;

    TransformerController(ModelContext model) {
        int d = model.dimension();
        this.start = FirstState.of(model);
        this.out = model.parameter("state.W_o", Shape.of(d, d), new Initial(0, Math.sqrt(1.0 / d)));
        this.read = LayerNorm.of(model, "state.reading");
        this.transition = Transition.of(model, "state", Transition.width(model));
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        Node a = read.apply(g.scope("reading"), g.add(state, g.matmul(reading, g.variable(out))));
        return transition.apply(g.scope("transition"), a);
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "transformer";
        }

        @Override
        public String summary() {
            return "next state by a transformer's step, LN and transition (Dehghani et al., 2019); width=2d";
        }

        @Override
        public Controller create(ModelContext context) {
            return new TransformerController(context);
        }
    }
}
