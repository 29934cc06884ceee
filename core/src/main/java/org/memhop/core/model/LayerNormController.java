package org.memhop.core.model;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Controller;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Question;

/**
 * A {@link FirstState}, then {@code u^{k+1} = f(LN(u^k + o^k))}, [B, d]: the paper's sum, normalised as Vaswani et al. (2017,
 * section 3.1) do after a residual connection, so that states stay about as long however many hops there are. LN is a
 * {@link LayerNorm} with gain and bias [d] of each hop, or of all hops where {@code tying} is {@code layer-wise}.
 */
public final class LayerNormController implements Controller {
    private final FirstState start;
    private final Nonlinearity nonlinearity;
    private final List<LayerNorm> norms = new ArrayList<>(); // by hop

    LayerNormController(ModelContext model) {
        this.start = FirstState.of(model);
        this.nonlinearity = Nonlinearity.of(model);
        boolean shared = model.setting("tying").equals("layer-wise");
        for (int hop = 1; hop <= model.hops(); hop++) {
            norms.add(LayerNorm.of(model, "norm" + (shared ? "" : hop)));
        }
    }

    @Override
    public Node start(Scope g, Question question) {
        return start.build(g, question);
    }

    @Override
    public Node next(Scope g, int hop, Node state, Node reading) {
        return nonlinearity.apply(g, norms.get(hop).apply(g, g.add(state, reading)));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Controller> {
        @Override
        public Class<Controller> kind() {
            return Controller.class;
        }

        @Override
        public String id() {
            return "layer-norm";
        }

        @Override
        public String summary() {
            return "next state u + o, normalised to mean 0 and deviation 1 (Ba et al., 2016)";
        }

        @Override
        public Controller create(ModelContext context) {
            return new LayerNormController(context);
        }
    }
}
