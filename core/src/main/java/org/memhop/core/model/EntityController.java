package org.memhop.core.model;

import org.memhop.api.ConfigException;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Controller;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;

/**
 * A {@link FirstState}, then {@code u^{k+1} = φ(u^k + H o^k)} with a {@link Prelu}: with one hop and the output {@code linear}
 * the answer is {@code y = W φ(q + H o)} (Henaff et al., 2017, Tracking the World State with Recurrent Entity Networks,
 * equation 6).
 */
public final class EntityController implements Controller {
    private final FirstState start;
    private final Prelu phi;
    private final Variable h; // [d, d]

    EntityController(ModelContext model) {
        String nonlinearity = model.setting("nonlinearity");
        if (!nonlinearity.equals("none")) {
            throw new ConfigException("controller entity bends the state by a function of its own: found nonlinearity "
                    + nonlinearity + "; expected nonlinearity none, or controller linear");
        }
        this.start = FirstState.of(model);
        this.h = model.parameter("H", Shape.of(model.dimension(), model.dimension()));
        this.phi = Prelu.of(model, "H-slopes");
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        Node moved = g.matmul(reading, g.variable(h), false, true); // row b is H o_b
        return phi.apply(g, g.add(state, moved));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "entity";
        }

        @Override
        public String summary() {
            return "next state φ(u + H o), φ a PReLU (Henaff et al., 2017; for the memory entity)";
        }

        @Override
        public Controller create(ModelContext context) {
            return new EntityController(context);
        }
    }
}
