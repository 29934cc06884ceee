package org.memhop.core.model;

import java.util.List;
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
 * The last state of a gated recurrent unit that reads the words in order (Cho et al., "Learning Phrase Representations using
 * RNN Encoder-Decoder", EMNLP 2014, section 2.3; z is here the share of the state that is new). From {@code h_0 = 0},
 *
 * <pre>
 * r_j = σ(W_r A x_j + U_r h_{j-1} + b_r)
 * z_j = σ(W_z A x_j + U_z h_{j-1} + b_z)
 * n_j = tanh(W_n A x_j + U_n (r_j ∘ h_{j-1}) + b_n)
 * h_j = h_{j-1} + z_j ∘ (n_j - h_{j-1})
 * </pre>
 *
 * <p>Where a place has no word the state stays as it is, so an empty sentence is 0. A time word is read last. One unit serves
 * all roles and hops; all sentences are read together, a place at a time.
 */
public final class GatedRecurrent implements SentenceEncoder {
    private final Gate reset;
    private final Gate update;
    private final Gate proposal;

    GatedRecurrent(Gate reset, Gate update, Gate proposal) {
        this.reset = reset;
        this.update = update;
        this.proposal = proposal;
    }

    @Override
    public Node encode(Scope g, Node words, EmbeddingTable table) {
        int places = words.shape().dim(-1);
        int sentences = words.shape().size() / places;
        Node lines = g.reshape(words, Shape.of(sentences, places)); // [N, J]
        Node present = g.cast(g.greater(lines, g.constant(0)), g.floating());
        Words read = new Words(lines, table);
        Node h = first(g, read, place(g, present, 0)); // [N, d]
        for (int j = 1; j < places; j++) {
            Scope at = g.scope("word" + (j + 1));
            Node r = at.sigmoid(at.add(reset.of(at, read, j), reset.of(at, h)));
            Node z = at.sigmoid(at.add(update.of(at, read, j), update.of(at, h)));
            Node n = at.tanh(at.add(proposal.of(at, read, j), proposal.of(at, at.mul(r, h))));
            h = at.add(h, at.mul(at.mul(z, place(at, present, j)), at.sub(n, h)));
        }
        int last = words.shape().rank() - 1;
        return g.reshape(h, words.shape().remove(last).insert(last, h.shape().dim(1)));
    }

    /** The state after the first word, before which it is 0. */
    private Node first(Scope g, Words read, Node present) {
        Scope at = g.scope("word1");
        Node z = at.sigmoid(update.of(at, read, 0));
        return at.mul(at.mul(z, present), at.tanh(proposal.of(at, read, 0)));
    }

    /** Column j, [N, 1]. */
    private static Node place(Scope g, Node lines, int j) {
        return g.slice(lines, List.of(0, j), List.of(lines.shape().dim(0), 1));
    }

    /** The words [N, J] of all sentences, and their embeddings. */
    private record Words(Node lines, EmbeddingTable table) {
        /** Those in place j, [N]. */
        Node at(Scope g, int j) {
            return g.reshape(place(g, lines, j), Shape.of(lines.shape().dim(0)));
        }
    }

    /**
     * What goes into a gate, and out of it before it bends.
     *
     * @param word W, [d, d]
     * @param state U, [d, d]
     * @param bias b, [d]
     */
    record Gate(Variable word, Variable state, Variable bias) {
        /** The gate called {@code letter}, its matrices starting at N(0, 1/d), its bias at 0. */
        static Gate of(ModelContext model, String letter) {
            int d = model.dimension();
            Initial matrix = Initial.normal(1 / Math.sqrt(d));
            return new Gate(
                    model.parameter("gru.W_" + letter, Shape.of(d, d), matrix),
                    model.parameter("gru.U_" + letter, Shape.of(d, d), matrix),
                    model.parameter("gru.b_" + letter, Shape.of(d), Initial.constant(0)));
        }

        /** {@code W A x_j + b} of every sentence, [N, d]. */
        Node of(Scope g, Words words, int j) {
            Node w = g.variable(word);
            Node b = g.variable(bias);
            Node here = words.at(g, j);
            // Few different words stand in many places: each is multiplied once, then gathered.
            if (words.table().values().shape().dim(0) < words.lines().shape().size()) {
                return g.gatherRows(g.add(g.matmul(words.table().all(g), w, false, true), b), here);
            }
            return g.add(g.matmul(words.table().rows(g, here), w, false, true), b);
        }

        /** {@code U h}, [N, d]. */
        Node of(Scope g, Node h) {
            return g.matmul(h, g.variable(state), false, true);
        }
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<SentenceEncoder> {
        @Override
        public Class<SentenceEncoder> kind() {
            return SentenceEncoder.class;
        }

        @Override
        public String id() {
            return "gru";
        }

        @Override
        public String summary() {
            return "the words read in order by a gated recurrent unit (Cho et al., 2014)";
        }

        @Override
        public SentenceEncoder create(ModelContext context) {
            return new GatedRecurrent(Gate.of(context, "r"), Gate.of(context, "z"), Gate.of(context, "n"));
        }
    }
}
