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
 * State with Recurrent Entity Networks" (ICLR 2017), equation 1. One mask serves all roles and hops; a time word, which stands
 * in the last place of all, has that place's f to itself. Option {@code start}: {@code ones}, a bag of words, or {@code
 * authors}, the weights of {@link AuthorsPositionEncoding}, to which what is learned is added.
 */
public final class LearnedPosition implements SentenceEncoder {
    private final Variable mask; // [J, d]
    private final boolean added;

    /**
     * @param added whether the mask is added to the authors' weights, instead of being the weights
     */
    LearnedPosition(Variable mask, boolean added) {
        this.mask = mask;
        this.added = added;
    }

    @Override
    public Node encode(Scope g, Node words, EmbeddingTable table) {
        return g.sum(g.mul(table.rows(g, words), weights(g)), -2);
    }

    private Node weights(Scope g) {
        Node learned = g.variable(mask);
        Shape shape = mask.shape();
        return added
                ? g.add(g.constant(AuthorsPositionEncoding.weights(shape.dim(0), shape.dim(1), g.floating())), learned)
                : learned;
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
            return "words weighted by their place, by learned weights (Henaff et al., 2017); start=ones|authors";
        }

        @Override
        public SentenceEncoder create(ModelContext context) {
            Shape shape = Shape.of(context.sentenceLength(), context.dimension());
            boolean authors = context.option("start", "ones", "authors").equals("authors");
            return new LearnedPosition(context.parameter("F", shape, Initial.constant(authors ? 0 : 1)), authors);
        }
    }
}
