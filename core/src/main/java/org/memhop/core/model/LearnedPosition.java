package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.EmbeddingTable;
import org.memhop.api.model.Initial;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.SentenceEncoder;

/**
 * {@code Σ_j f_j ∘ A x_j} with a learned f_j for each place j: the multiplicative mask of Henaff et al., "Tracking the World
 * State with Recurrent Entity Networks" (ICLR 2017), equation 1. It starts as a bag of words, all f at 1. One mask serves all
 * roles and hops; a time word, which stands in the last place of all, has that place's f to itself.
 */
public final class LearnedPosition implements SentenceEncoder {
    private final Variable mask; // [J, d]

    LearnedPosition(Variable mask) {
        this.mask = mask;
    }

    @Override
    public Node encode(Scope g, Node words, EmbeddingTable table) {
        return g.sum(g.mul(table.rows(g, words), g.variable(mask)), -2);
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<SentenceEncoder> {
        @Override
        public Class<SentenceEncoder> kind() {
            return SentenceEncoder.class;
        }

        @Override
        public String id() {
            return "learned-position";
        }

        @Override
        public String summary() {
            return "words weighted by their place, by weights that are learned (Henaff et al., 2017)";
        }

        @Override
        public SentenceEncoder create(ModelContext context) {
            Shape shape = Shape.of(context.sentenceLength(), context.dimension());
            return new LearnedPosition(context.parameter("F", shape, Initial.constant(1)));
        }
    }
}
