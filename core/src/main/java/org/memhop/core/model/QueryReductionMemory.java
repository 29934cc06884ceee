package org.memhop.core.model;

import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Initial;
import org.memhop.api.model.Memory;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Role;
import org.memhop.api.model.Story;

/**
 * A memory whose slots hold, beside their sentence {@code x_i}, the question as it stands when the story has been read up to
 * them (Seo, Min, Farhadi, Hajishirzi, 2017, Query-Reduction Networks for Question Answering, section 2):
 *
 * <pre>{@code
 * q_i^1     = u^1                             the question, in every slot
 * z_i       = σ(w_z·(x_i ∘ q_i) + b_z)        how much the sentence changes it                             [B, M]
 * h̃_i       = tanh([x_i; q_i] W_h + b_h)      what it makes of it                                          [B, M, d]
 * h_i       = z_i h̃_i + (1 − z_i) h_{i−1}     h_0 = 0, oldest sentence first
 * o^k       = h_M = Σ_i p_i h̃_i               p_i = z_i Π_{j>i} (1 − z_j)
 * q_i^{k+1} = →h_i + ←h_i                     for the next hop: as h_i, from both ends, of r_i h̃_i
 * r_i       = σ(w_r·(x_i ∘ q_i) + b_r)        a gate of its own for each end
 * }</pre>
 *
 * <p>A hop reads o. Its weights come from the slots alone and add up to 1 at most: the hop {@code linear} takes them as they are,
 * and with the controller {@code reading} u^{k+1} is o^k. All slots are computed at once, products as sums of logarithms. An
 * empty slot changes nothing, nor does a sentence that memory dropout drops. The order is that of the slots: rows of
 * {@code temporal} are not used.
 *
 * <p>b_z starts at −2.5 as in the authors' code, so that a sentence changes little at first; w_z and w_r start at 1, where theirs
 * are random, so that a gate starts from u·m as a hop of the memory network does. Option {@code shared}: {@code false}, weights
 * for each hop, or {@code true}, one set for all.
 */
public final class QueryReductionMemory implements Memory {
    /** A logarithm whose exponential is 0, yet finite. */
    private static final double NEVER = -1e30;

    private static final double FIRST_BIAS = -2.5;

    private final ModelContext model;
    private final boolean shared;

    QueryReductionMemory(ModelContext model) {
        this.model = model;
        this.shared = Boolean.parseBoolean(model.option("shared", "false", "true"));
    }

    /**
     * The slots at one hop.
     *
     * @param sentences x, [B, M, d]
     * @param asked x ∘ q, [B M, d]
     * @param found h̃, [B, M, d]
     * @param changed log z, [B, M]
     * @param kept log(1 − z), [B, M]
     * @param occupied I32 [B, M]
     */
    private record Reduction(Node sentences, Node asked, Node found, Node changed, Node kept, Node occupied)
            implements MemoryView {
        @Override
        public Node scores(Scope g, Node state) {
            return g.exp(g.add(changed, sums(g, Order.NEWEST_FIRST, false)));
        }

        @Override
        public Node read(Scope g, Node weights) {
            Shape shape = found.shape();
            Node row = g.reshape(weights, Shape.of(shape.dim(0), 1, shape.dim(1)));
            return g.reshape(g.matmul(row, found), Shape.of(shape.dim(0), shape.dim(2)));
        }

        /** What the question has become at each slot, read in this order, of {@code reset}, [B M, 1]: [B, M, d]. */
        Node read(Scope g, Order order, Node reset) {
            Shape shape = changed.shape();
            Node sums = sums(g, order, true);
            Node until = g.reshape(sums, Shape.of(shape.dim(0), shape.dim(1), 1));
            Node from = g.reshape(g.sub(changed, sums), Shape.of(shape.dim(0), 1, shape.dim(1)));
            Node log = g.where(order.before(g, shape.dim(1)), g.add(until, from), g.constant(NEVER)); // [B, i, j]
            Node taken = g.mul(found, g.reshape(reset, Shape.of(shape.dim(0), shape.dim(1), 1)));
            return g.matmul(g.exp(log), taken);
        }

        /** Σ_j log(1 − z_j) over the slots read before slot i, and slot i itself if asked, [B, M]. */
        private Node sums(Scope g, Order order, boolean itself) {
            return g.matmul(kept, order.triangle(g, kept.shape().dim(1), itself));
        }
    }

    private enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST;

        /** {@link #pairs} in the graph's floating type. */
        Node triangle(Scope g, int slots, boolean itself) {
            return g.cast(pairs(g, slots, itself), g.floating());
        }

        /** 1 where slot j, the column, is read before slot i, the row, or is the same; I32 [M, M]. */
        Node before(Scope g, int slots) {
            Order other = this == OLDEST_FIRST ? NEWEST_FIRST : OLDEST_FIRST;
            return other.pairs(g, slots, true);
        }

        /**
         * 1 where the slot of the row is read before that of the column, and on the diagonal if asked; I32 [M, M]. Computed and
         * not a constant, so that the graph of a file that claims a vast memory stays small.
         */
        private Node pairs(Scope g, int slots, boolean itself) {
            int own = itself ? 1 : 0;
            boolean oldest = this == OLDEST_FIRST;
            Node rows = g.constant(HostTensor.of(Shape.of(slots, 1), numbers(slots, oldest ? 0 : own)));
            Node columns = g.constant(HostTensor.of(Shape.of(1, slots), numbers(slots, oldest ? own : 0)));
            return oldest ? g.greater(columns, rows) : g.greater(rows, columns);
        }

        /** 2 i + more, of each slot i. */
        private static int[] numbers(int slots, int more) {
            return IntStream.range(0, slots).map(i -> 2 * i + more).toArray();
        }
    }

    @Override
    public MemoryView view(Scope g, Story story, int hop, Node state) {
        Story own = story.unshared(g);
        Node sentences = own.dropped(g, model.encoder().encode(g, own.words(), model.table(Role.A, 0)));
        Shape shape = sentences.shape();
        Node questions = g.broadcastTo(g.reshape(state, Shape.of(shape.dim(0), 1, shape.dim(2))), shape);
        return reduction(g, sentences, questions, own.present(g), g.greater(own.times(), g.constant(0)), hop);
    }

    @Override
    public MemoryView rewritten(Scope g, Story story, int hop, MemoryView before, Node state) {
        Reduction last = (Reduction) before; // this memory's own
        Node forward =
                last.read(g.scope("forward"), Order.OLDEST_FIRST, gate(g, last.asked(), "r_forward", hop - 1, 0));
        Node back = last.read(g.scope("backward"), Order.NEWEST_FIRST, gate(g, last.asked(), "r_backward", hop - 1, 0));
        Node present = story.unshared(g).present(g);
        return reduction(g, last.sentences(), g.add(forward, back), present, last.occupied(), hop);
    }

    private Reduction reduction(Scope g, Node sentences, Node questions, Node present, Node occupied, int hop) {
        Shape shape = sentences.shape();
        int d = shape.dim(2);
        Shape flat = Shape.of(shape.dim(0) * shape.dim(1), d);
        Node x = g.reshape(sentences, flat);
        Node q = g.reshape(questions, flat);
        Node asked = g.mul(x, q);
        Node argument = argument(g, asked, "z", hop, FIRST_BIAS);
        Node logs = g.logSoftmax(g.concat(1, List.of(argument, g.filled(argument, 0)))); // log z, log(1 − z)
        Node weights = g.variable(
                model.parameter(name("W_h", hop), Shape.of(2 * d, d), new Initial(0, 1 / Math.sqrt(2.0 * d))));
        Node bias = g.variable(model.parameter(name("b_h", hop), Shape.of(d), Initial.constant(0)));
        Node found = g.tanh(g.add(g.matmul(g.concat(1, List.of(x, q)), weights), bias));
        return new Reduction(
                sentences,
                asked,
                g.reshape(found, shape),
                g.where(present, column(g, logs, 0, present.shape()), g.constant(NEVER)),
                g.where(present, column(g, logs, 1, present.shape()), g.constant(0.0)),
                occupied);
    }

    private static Node column(Scope g, Node pairs, int column, Shape slots) {
        return g.reshape(
                g.slice(pairs, List.of(0, column), List.of(pairs.shape().dim(0), 1)), slots);
    }

    /** [B M, 1]. */
    private Node gate(Scope g, Node asked, String letter, int hop, double first) {
        return g.sigmoid(argument(g, asked, letter, hop, first));
    }

    private Node argument(Scope g, Node asked, String letter, int hop, double first) {
        Node w = g.variable(
                model.parameter(name("w_" + letter, hop), Shape.of(model.dimension(), 1), Initial.constant(1)));
        Node b = g.variable(model.parameter(name("b_" + letter, hop), Shape.of(1), Initial.constant(first)));
        return g.add(g.matmul(asked, w), b);
    }

    private String name(String parameter, int hop) {
        return "reduction." + parameter + (shared ? "" : String.valueOf(hop + 1));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Memory> {
        @Override
        public Class<Memory> kind() {
            return Memory.class;
        }

        @Override
        public String id() {
            return "query-reduction";
        }

        @Override
        public String summary() {
            return "slots that hold the question as the story has changed it up to them (Seo et al., 2017); shared=true: one set of"
                    + " weights";
        }

        @Override
        public Memory create(ModelContext context) {
            return new QueryReductionMemory(context);
        }
    }
}
