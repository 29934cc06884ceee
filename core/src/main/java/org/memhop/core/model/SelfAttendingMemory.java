package org.memhop.core.model;

import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Initial;
import org.memhop.api.model.Memory;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Role;
import org.memhop.api.model.Slots;
import org.memhop.api.model.Story;

/**
 * A memory that every hop rewrites: the slots attend to each other and to the state, so that a fact may take up what another
 * says of it before it is read. The Universal Transformer (Dehghani, Gouws, Vinyals, Uszkoreit, Kaiser, 2019, section 2.1)
 * seen as a memory network, its depth being the hops:
 *
 * <pre>
 * h_i^1     = Σ_j l_j ∘ A x_ij + T_A(i)                         slots, both keys and values, [B, M, d]
 * x_i       = h_i^{k−1} + T_A(i) + e^k                          T_A(i) from the third hop on: h_i^1 has it
 * z         = x_1 … x_M, u^k + e^k                              [B, M + 1, d]
 * a_i       = LN(x_i + attention(x_i, z))                       {@link MultiHeadAttention}; empty slots are not attended to
 * h_i^k     = LN(a_i + relu(a_i W_1 + b_1) W_2 + b_2)           {@link Transition}; 0 for an empty slot
 * </pre>
 *
 * What LN leaves is about √d long, and so are the states of {@link TransformerController}: their plain products are so large
 * that from the second hop on the hop {@code softmax} looks at one slot or two before anything is learned. {@link
 * MultiHeadHop} divides them by √(d / H).
 *
 * <p>All weights are shared by the hops but {@code e^k}, a vector that tells the hop. T_A is there when {@code temporal} is
 * {@code rows}. Options: {@code heads}, which divide the dimension (4), and {@code width} of the transition (0: twice the
 * dimension).
 */
public final class SelfAttendingMemory implements Memory {
    private static final Initial HOP = new Initial(0, 0.1);

    private final ModelContext model;
    private final boolean rows;
    private final MultiHeadAttention attention;
    private final LayerNorm attended;
    private final Transition transition;

    SelfAttendingMemory(ModelContext model) {
        this.model = model;
        this.rows = model.setting("temporal").equals("rows");
        this.attention = MultiHeadAttention.of(model, "slots", heads(model));
        this.attended = LayerNorm.of(model, "slots.attention");
        this.transition = Transition.of(model, "slots", Transition.width(model));
    }

    private static int heads(ModelContext model) {
        int heads = model.option("heads", 4, 1, 1 << 10);
        if (model.dimension() % heads != 0) {
            throw new ConfigException("setting memory: option heads of self-attending: found " + heads
                    + ", which does not divide the dimension " + model.dimension()
                    + "; choose heads that do, or another dimension");
        }
        return heads;
    }

    @Override
    public MemoryView view(Scope g, Story story, int hop, Node state) {
        Story own = story.unshared(g);
        Node sentences = own.dropped(g, model.encoder().encode(g, own.words(), model.table(Role.A, 0)));
        Node slots = timed(g, own, sentences);
        return new Slots(slots, slots, g.greater(own.times(), g.constant(0)));
    }

    @Override
    public MemoryView rewritten(Scope g, Story story, int hop, MemoryView before, Node state) {
        Slots slots = (Slots) before; // this memory's own
        Shape shape = slots.keys().shape(); // [B, M, d]
        int batch = shape.dim(0);
        int d = shape.dim(2);
        Node time = g.variable(model.parameter("slots.e" + (hop + 1), Shape.of(d), HOP));
        Node x = g.add(hop == 1 ? slots.keys() : timed(g, story, slots.keys()), time);
        Node u = g.reshape(g.add(state, time), Shape.of(batch, 1, d));
        Node z = g.concat(1, List.of(x, u)); // [B, M + 1, d]
        Node found = attention.apply(g.scope("attention"), x, z, present(g, slots.occupied()));
        Node flat = g.reshape(g.add(x, found), Shape.of(batch * shape.dim(1), d));
        Node moved = transition.apply(g.scope("transition"), attended.apply(g.scope("attention"), flat));
        Node full = g.reshape(g.cast(slots.occupied(), g.floating()), Shape.of(batch, shape.dim(1), 1));
        Node h = g.mul(g.reshape(moved, shape), full);
        return new Slots(h, h, slots.occupied());
    }

    private Node timed(Scope g, Story story, Node slots) {
        return rows ? g.add(slots, model.table(Role.T_A, 0).rows(g, story.times())) : slots;
    }

    /** The occupied slots and, last, the state: [B, M] gives [B, M + 1]. */
    private static Node present(Scope g, Node occupied) {
        Node state = g.broadcastTo(g.constant(1), Shape.of(occupied.shape().dim(0), 1));
        return g.concat(1, List.of(occupied, state));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Memory> {
        @Override
        public Class<Memory> kind() {
            return Memory.class;
        }

        @Override
        public String id() {
            return "self-attending";
        }

        @Override
        public String summary() {
            return "slots that attend to each other between hops (Universal Transformer, Dehghani et al., 2019); heads=4, width=2d";
        }

        @Override
        public Memory create(ModelContext context) {
            return new SelfAttendingMemory(context);
        }
    }
}
