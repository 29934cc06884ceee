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
 * A {@link FirstState}, then {@code u^{j+1} = f(R_j (u^j + o^j))} (Miller et al., 2016, section 3.1), a matrix for each hop, or
 * one for all where {@code shared} is true.
 *
 * <p>What is learned is {@code D_j} of {@code R_j = I + D_j}, from 0 on: a training starts with the plain sum {@code u + o}, and
 * learns what of it to turn, drop or keep. Small random values for {@code R_j} would leave little of both after a few hops.
 */
public final class KeyValueController implements Controller {
    private final ModelContext model;
    private final FirstState start;
    private final Nonlinearity nonlinearity;
    private final boolean shared;

    KeyValueController(ModelContext model) {
        this.model = model;
        this.start = FirstState.of(model);
        this.nonlinearity = Nonlinearity.of(model);
        this.shared = Boolean.parseBoolean(model.option("shared", "false", "true"));
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        Node both = g.add(state, reading);
        Node turned = g.matmul(both, g.variable(difference(hop)), false, true); // row b is D (u_b + o_b)
        return nonlinearity.apply(g, g.add(both, turned));
    }

    /** D, [d, d]. */
    private Variable difference(int hop) {
        String name = shared ? "D" : "D" + (hop + 1);
        return model.parameter(name, Shape.of(model.dimension(), model.dimension()), Initial.constant(0));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "key-value";
        }

        @Override
        public String summary() {
            return "next state R (u + o), R a matrix for each hop (Miller et al., 2016); shared=true: one for all";
        }

        @Override
        public Controller create(ModelContext context) {
            return new KeyValueController(context);
        }
    }
}
