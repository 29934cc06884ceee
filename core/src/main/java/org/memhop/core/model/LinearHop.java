package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Hop;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Reading;

/** {@code p_i = u·m_i, o = Σ_i p_i c_i}: a hop without its softmax, as linear start trains it (the paper, section 4.2). */
public final class LinearHop implements Hop {
    LinearHop() {}

    @Override
    public Reading read(Scope g, int hop, Node state, MemoryView view) {
        Node p = view.scores(g, state);
        return new Reading(view.read(g, p), p);
    }

    @Override
    public Hop linear() {
        return this;
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Hop> {
        @Override
        public Class<Hop> kind() {
            return Hop.class;
        }

        @Override
        public String id() {
            return "linear";
        }

        @Override
        public String summary() {
            return "scores as weights, no softmax (for the memory query-reduction)";
        }

        @Override
        public Hop create(ModelContext context) {
            return new LinearHop();
        }
    }
}
