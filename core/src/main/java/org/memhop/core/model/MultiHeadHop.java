package org.memhop.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Hop;
import org.memhop.api.model.Initial;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Reading;

/**
 * Looks at several slots at once (Vaswani et al., "Attention is all you need", 2017, section 3.2.2): head h has d / H units
 * of the state and of the memory for itself. With z_h [d], 1 at its units and 0 at the others:
 *
 * <pre>
 * q   = W_q u                                        [B, d];  W_q [d, d]
 * p_h = softmax_i((z_h ∘ q)·m_i / √(d / H))          [B, M]
 * o   = W_o Σ_h z_h ∘ Σ_i p_hi c_i                   [B, d];  W_o [d, d]
 * </pre>
 *
 * <p>The memory's own embeddings stand for the projections of keys and values, so that it works over every memory. W_q and
 * W_o are those of a hop, or of all of them where {@code tying} is {@code layer-wise}; they start at N(0, 1 / d), which
 * leaves vectors about as long as they were. The attention it tells is the mean over the heads. Empty slots are treated as
 * {@link SoftmaxHop} does.
 *
 * <p>Option {@code heads}: H, 4 if not given, 1024 at most, which divides d.
 */
public final class MultiHeadHop implements Hop {
    private final List<Projection> projections; // by hop
    private final int heads;
    private final boolean masked;
    private final boolean softmax;

    private record Projection(Variable query, Variable output) {}

    private MultiHeadHop(List<Projection> projections, int heads, boolean masked, boolean softmax) {
        this.projections = projections;
        this.heads = heads;
        this.masked = masked;
        this.softmax = softmax;
    }

    private static MultiHeadHop of(ModelContext model) {
        int d = model.dimension();
        int heads = model.option("heads", 4, 1, 1 << 10);
        if (d % heads != 0) {
            throw new ConfigException("setting hop: multi-head: " + heads + " heads cannot share a dimension of " + d
                    + " evenly; expected heads=H where dimension is a multiple of H");
        }
        boolean shared = model.setting("tying").equals("layer-wise");
        Initial initial = Initial.normal(1 / Math.sqrt(d));
        List<Projection> projections = new ArrayList<>();
        for (int hop = 1; hop <= model.hops(); hop++) {
            String number = shared ? "" : String.valueOf(hop);
            projections.add(new Projection(
                    model.parameter("W_q" + number, Shape.of(d, d), initial),
                    model.parameter("W_o" + number, Shape.of(d, d), initial)));
        }
        boolean masked = Boolean.parseBoolean(model.setting("mask-empty-slots"));
        return new MultiHeadHop(projections, heads, masked, true);
    }

    @Override
    public Reading read(Scope g, int hop, Node state, MemoryView view) {
        Projection projection = projections.get(hop);
        int d = state.shape().dim(1);
        Node query = g.matmul(state, g.variable(projection.query()), false, true); // row b is W_q u_b
        Node scaled = g.mul(query, g.constant(Math.sqrt((double) heads / d)));
        List<Node> weights = new ArrayList<>();
        List<Node> readings = new ArrayList<>();
        for (int head = 0; head < heads; head++) {
            Node own = units(g, head, d); // z_h
            Node scores = view.scores(g, g.mul(own, scaled));
            Node p = softmax ? SoftmaxHop.probabilities(g, scores, view, masked) : scores;
            weights.add(p);
            readings.add(g.mul(own, view.read(g, p)));
        }
        Node together = readings.stream().reduce(g::add).orElseThrow();
        Node mean =
                g.mul(g.constant(1.0 / heads), weights.stream().reduce(g::add).orElseThrow());
        return new Reading(g.matmul(together, g.variable(projection.output()), false, true), mean);
    }

    private Node units(Scope g, int head, int d) {
        double[] own = new double[d];
        int units = d / heads;
        Arrays.fill(own, head * units, (head + 1) * units, 1);
        return g.constant(HostTensor.ofRounded(g.floating(), Shape.of(d), own));
    }

    @Override
    public Hop linear() {
        return new MultiHeadHop(projections, heads, masked, false);
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Hop> {
        @Override
        public Class<Hop> kind() {
            return Hop.class;
        }

        @Override
        public String id() {
            return "multi-head";
        }

        @Override
        public String summary() {
            return "soft attention of several heads to units of their own (Vaswani et al., 2017); heads=4";
        }

        @Override
        public Hop create(ModelContext context) {
            return of(context);
        }
    }
}
