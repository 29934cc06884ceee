package org.memhop.core.model;

import java.util.stream.IntStream;
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
 * {@code Σ_j l_j ∘ A x_j} with {@code l_kj = (1 − j/n) − (k/d)(1 − 2j/n)} for word j of n, counted from 1 (the paper, section
 * 4.1, PE). A time word, which stands in the last place of all, counts as the last word of its sentence.
 */
public final class PositionEncoding implements SentenceEncoder {
    @Override
    public Node encode(Scope g, Node words, EmbeddingTable table) {
        int places = words.shape().dim(-1);
        Node embedded = table.rows(g, words); // [..., J, d]
        Node weights = g.constant(weights(places, embedded.shape().dim(-1), g.floating()));
        // A sentence's weights depend on its length: row n·J + j of the table is word j + 1 of n.
        Node present = g.greater(words, g.constant(0));
        Node length = g.sum(present, -1);
        Node first = g.mul(length, g.constant(places));
        Node column = g.reshape(first, first.shape().insert(first.shape().rank(), 1));
        Node place = g.add(column, g.constant(HostTensor.of(Shape.of(places), upTo(places))));
        return g.sum(g.mul(embedded, g.gatherRows(weights, place)), -2);
    }

    /** Weight of dimension {@code k} (from 1) of word {@code j} (from 1) in a sentence of {@code n}. */
    static double weight(int k, int d, int j, int n) {
        double place = (double) j / n;
        return (1 - place) - (double) k / d * (1 - 2 * place);
    }

    private static HostTensor weights(int places, int d, DType type) {
        HostTensor table = HostTensor.zeros(type, Shape.of((places + 1) * places, d));
        for (int n = 1; n <= places; n++) {
            for (int j = 1; j <= places; j++) {
                int word = j == places ? n : j; // in a shorter sentence only a time word stands in the last place
                for (int k = 1; k <= d && word <= n; k++) {
                    table.set((n * places + j - 1) * d + k - 1, weight(k, d, word, n));
                }
            }
        }
        return table;
    }

    private static int[] upTo(int n) {
        return IntStream.range(0, n).toArray();
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<SentenceEncoder> {
        @Override
        public Class<SentenceEncoder> kind() {
            return SentenceEncoder.class;
        }

        @Override
        public String id() {
            return "position";
        }

        @Override
        public String summary() {
            return "words weighted by their place, by the paper's formula (PE)";
        }

        @Override
        public SentenceEncoder create(ModelContext context) {
            return new PositionEncoding();
        }
    }
}
