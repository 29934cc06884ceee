package org.memhop.core.model;

import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.EmbeddingTable;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.SentenceEncoder;

/**
 * {@code Σ_j l_j ∘ A x_j} with {@code l_kj = 1 + 4 (k − (d+1)/2)(j − (J+1)/2) / (d J)}, J the longest sentence of the data
 * with its time word: position encoding as the authors' published code has it. Its deviation from 1 is about twice that of
 * the paper's formula.
 */
public final class AuthorsPositionEncoding implements SentenceEncoder {
    @Override
    public Node encode(Scope g, Node words, EmbeddingTable table) {
        Node embedded = table.rows(g, words); // [..., J, d]
        Node weights =
                g.constant(weights(words.shape().dim(-1), embedded.shape().dim(-1), g.floating()));
        return g.sum(g.mul(embedded, weights), -2);
    }

    /** Weight of dimension {@code k} (from 1) of word {@code j} (from 1), sentences having up to {@code places} words. */
    static double weight(int k, int d, int j, int places) {
        return 1 + 4 * (k - (d + 1) / 2.0) * (j - (places + 1) / 2.0) / d / places;
    }

    static HostTensor weights(int places, int d, DType type) {
        HostTensor table = HostTensor.zeros(type, Shape.of(places, d));
        for (int j = 1; j <= places; j++) {
            for (int k = 1; k <= d; k++) {
                table.set((j - 1) * d + k - 1, weight(k, d, j, places));
            }
        }
        return table;
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<SentenceEncoder> {
        @Override
        public Class<SentenceEncoder> kind() {
            return SentenceEncoder.class;
        }

        @Override
        public String id() {
            return "position-authors";
        }

        @Override
        public String summary() {
            return "words weighted by their place, by the formula of the authors' code";
        }

        @Override
        public SentenceEncoder create(ModelContext context) {
            return new AuthorsPositionEncoding();
        }
    }
}
