package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Hop;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Reading;

/**
 * {@code p_i = softmax_i(u·m_i), o = Σ_i p_i c_i} (the paper, equations 1 and 2). Empty slots take part with their zero
 * vectors, as in the authors' code, unless {@code mask-empty-slots} takes them out.
 */
public final class SoftmaxHop implements Hop {
    /** Far below any score, yet finite: a row of nothing but empty slots stays a number. */
    private static final double OUT = -1e30;

    private final boolean masked;

    private SoftmaxHop(boolean masked) {
        this.masked = masked;
    }

    @Override
    public Reading read(Scope g, int hop, Node state, MemoryView view) {
        Node scores = view.scores(g, state); // u·m_i
        Node p = probabilities(g, scores, view, masked);
        return new Reading(view.read(g, p), p); // o = Σ p_i c_i
    }

    /** The softmax of scores over a memory's slots, [B, M], empty ones among them unless they are masked. */
    static Node probabilities(Scope g, Node scores, MemoryView view, boolean masked) {
        return g.softmax(masked ? g.where(view.occupied(), scores, g.constant(OUT)) : scores);
    }

    @Override
    public Hop linear() {
        return new LinearHop();
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Hop> {
        @Override
        public Class<Hop> kind() {
            return Hop.class;
        }

        @Override
        public String id() {
            return "softmax";
        }

        @Override
        public String summary() {
            return "soft attention by inner product (Sukhbaatar et al., 2015)";
        }

        @Override
        public Hop create(ModelContext context) {
            return new SoftmaxHop(Boolean.parseBoolean(context.setting("mask-empty-slots")));
        }
    }
}
