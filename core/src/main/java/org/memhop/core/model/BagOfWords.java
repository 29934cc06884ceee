package org.memhop.core.model;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.EmbeddingTable;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.SentenceEncoder;

/** {@code Σ_j A x_j}: the sum of the words, whatever their order (the paper, section 4.1, BoW). */
public final class BagOfWords implements SentenceEncoder {
    @Override
    public Node encode(Scope g, Node words, EmbeddingTable table) {
        return g.sum(table.rows(g, words), -2);
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<SentenceEncoder> {
        @Override
        public Class<SentenceEncoder> kind() {
            return SentenceEncoder.class;
        }

        @Override
        public String id() {
            return "bag-of-words";
        }

        @Override
        public String summary() {
            return "the sum of the words (the paper's BoW)";
        }

        @Override
        public SentenceEncoder create(ModelContext context) {
            return new BagOfWords();
        }
    }
}
