package org.memhop.core.model;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Memory;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Role;
import org.memhop.api.model.Slots;
import org.memhop.api.model.Story;

/**
 * The recurrent entity memory (Henaff, Weston, Szlam, Bordes, LeCun, 2017, Tracking the World State with Recurrent Entity
 * Networks, equations 2 to 5): N slots that are written while the story is read. With {@code s} the sentence, {@code w_j} the
 * slot's learned key, {@code h_j} what it holds, at first its key, and φ a {@link Prelu}:
 *
 * <pre>{@code
 * g_j = σ(s·h_j + s·w_j)           how much the sentence is about this slot
 * c_j = φ(U h_j + V w_j + W s)     what it would hold then
 * h_j = h_j + g_j c_j
 * h_j = h_j / |h_j|                which forgets
 * }</pre>
 *
 * <p>Keys and values of the view are {@code h}, [B, N, d]. The story is read once, before the first hop, in its order, oldest
 * sentence first: what is added for times elsewhere, the rows of {@code temporal}, is not used, and time words are words. An
 * empty slot of the story writes nothing, nor does a sentence that memory dropout drops.
 */
public final class EntityMemory implements Memory {
    /** Far below any gate's argument, yet finite; the sigmoid of it is 0. */
    private static final double SHUT = -1e30;
    /** Above any sum of squares. */
    private static final double NEVER = 1e30;

    private final ModelContext model;
    private final int slots;
    private final Variable keys; // [N, d]
    private final Variable u; // [d, d]
    private final Variable v; // [d, d]
    private final Variable w; // [d, d]
    private final Prelu phi;

    EntityMemory(ModelContext model) {
        int d = model.dimension();
        this.model = model;
        this.slots = model.option("slots", 20, 1, 10_000);
        this.keys = model.parameter("entity-keys", Shape.of(slots, d));
        this.u = model.parameter("entity-U", Shape.of(d, d));
        this.v = model.parameter("entity-V", Shape.of(d, d));
        this.w = model.parameter("entity-W", Shape.of(d, d));
        this.phi = Prelu.of(model, "entity-slopes");
    }

    @Override
    public boolean slotsAreSentences() {
        return false;
    }

    @Override
    public MemoryView view(Scope g, Story story, int hop, Node state) {
        Story own = story.unshared(g);
        Node encoded = model.encoder().encode(g, own.words(), model.table(Role.A, 0));
        Node held = written(g.scope("write"), own.dropped(g, encoded), own.present(g)); // [B, N, d]
        int batch = held.shape().dim(0);
        return new Slots(held, held, g.broadcastTo(g.constant(1), Shape.of(batch, slots)));
    }

    @Override
    public MemoryView rewritten(Scope g, Story story, int hop, MemoryView before, Node state) {
        return before;
    }

    /**
     * What the slots hold when every sentence, [B, M, d], has been read that is present, [B, M]. All that asks no slot is
     * computed at once.
     */
    private Node written(Scope g, Node sentences, Node present) {
        int batch = sentences.shape().dim(0);
        int d = model.dimension();
        int count = sentences.shape().dim(1);
        Shape column = Shape.of(batch, count, 1);
        Node key = g.variable(keys);
        Node each = g.reshape(sentences, Shape.of(batch * count, d));
        Node told = g.reshape(g.matmul(each, g.variable(w), false, true), sentences.shape()); //   W s        [B, M, d]
        Node about = g.reshape(g.matmul(each, key, false, true), Shape.of(batch, count, slots)); // s·w_j     [B, M, N]
        Node own = g.matmul(key, g.variable(v), false, true); //                                   V w_j      [N, d]
        // A sentence of zeros would still open half of every gate.
        about = g.where(g.reshape(present, column), about, g.constant(SHUT));
        // Only what was written gets a new length; and of a slot that holds nothing but zeros there is no direction.
        Node least = g.reshape(g.where(present, g.constant(0.0), g.constant(NEVER)), column);
        Node h = g.broadcastTo(key, Shape.of(batch, slots, d));
        for (int t = 0; t < count; t++) {
            Node gates = g.sigmoid(g.add(g.matmul(at(g, sentences, t), h, false, true), at(g, about, t))); // [B, 1, N]
            Node kept = g.matmul(g.reshape(h, Shape.of(batch * slots, d)), g.variable(u), false, true);
            Node found = g.add(g.add(g.reshape(kept, h.shape()), own), at(g, told, t));
            Node gate = g.reshape(gates, Shape.of(batch, slots, 1));
            h = normalised(g, g.add(h, g.mul(gate, phi.apply(g, found))), at(g, least, t));
        }
        return h;
    }

    /** The vectors at length 1, but those whose square is not above {@code least} as they are. */
    private static Node normalised(Scope g, Node vectors, Node least) {
        Shape shape = vectors.shape();
        Node squares = g.reshape(g.sum(g.mul(vectors, vectors), -1), Shape.of(shape.dim(0), shape.dim(1), 1));
        Node known = g.where(g.greater(squares, least), squares, g.constant(1.0));
        return g.mul(vectors, g.div(g.constant(1.0), g.sqrt(known)));
    }

    /** [B, M, n] gives [B, 1, n]. */
    private static Node at(Scope g, Node all, int t) {
        Shape shape = all.shape();
        return g.slice(all, List.of(0, t, 0), List.of(shape.dim(0), 1, shape.dim(2)));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Memory> {
        @Override
        public Class<Memory> kind() {
            return Memory.class;
        }

        @Override
        public String id() {
            return "entity";
        }

        @Override
        public String summary() {
            return "slots of its own, written while the story is read (Henaff et al., 2017); slots=20";
        }

        @Override
        public Memory create(ModelContext context) {
            return new EntityMemory(context);
        }
    }
}
