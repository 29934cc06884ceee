package org.memhop.core.model;

import java.util.ArrayList;
import java.util.List;
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
 * A {@link FirstState}, then a gate between what was read and what was known (Liu and Perez, "Gated end-to-end memory
 * networks", 2017, equations 8 and 9):
 *
 * <pre>
 * T^k     = σ(W_T^k u^k + b_T^k)                 [B, d];  W_T^k [d, d], b_T^k [d], which starts at 0.5
 * u^{k+1} = f(o^k ∘ T^k + u^k ∘ (1 − T^k))       [B, d]
 * </pre>
 *
 * <p>Option {@code shared}: {@code false}, a gate for each hop, or {@code true}, one for all of them.
 */
public final class GatedController implements Controller {
    private static final double FIRST_BIAS = 0.5;

    private final FirstState start;
    private final Nonlinearity nonlinearity;
    private final List<Gate> gates = new ArrayList<>(); // by hop

    private record Gate(Variable weights, Variable bias) {}

    GatedController(ModelContext model) {
        this.start = FirstState.of(model);
        this.nonlinearity = Nonlinearity.of(model);
        boolean shared = model.option("shared", "false", "true").equals("true");
        int d = model.dimension();
        for (int hop = 1; hop <= model.hops(); hop++) {
            String number = shared ? "" : String.valueOf(hop);
            gates.add(new Gate(
                    model.parameter("W_T" + number, Shape.of(d, d)),
                    model.parameter("b_T" + number, Shape.of(d), Initial.constant(FIRST_BIAS))));
        }
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        Gate gate = gates.get(hop);
        Node moved = g.matmul(state, g.variable(gate.weights()), false, true); // row b is W_T u_b
        Node open = g.sigmoid(g.add(moved, g.variable(gate.bias()))); // T
        Node kept = g.mul(state, g.sub(g.filled(open, 1), open));
        return nonlinearity.apply(g, g.add(g.mul(reading, open), kept));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "gated";
        }

        @Override
        public String summary() {
            return "next state between o and u, as a gate says (Liu and Perez, 2017); shared=true: one gate for all hops";
        }

        @Override
        public Controller create(ModelContext context) {
            return new GatedController(context);
        }
    }
}
