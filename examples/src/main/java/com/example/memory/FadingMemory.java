package com.example.memory;

import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Initial;
import org.memhop.api.model.Memory;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Role;
import org.memhop.api.model.Slots;
import org.memhop.api.model.Story;

/**
 * A memory whose keys fade: {@code m_i = exp(−r² a_i) ∘ Σ_j A x_ij} and {@code c_i = Σ_j C x_ij}, where {@code a_i} is how many
 * sentences came after the i-th. Each unit of a key fades at a rate of its own, which is learned.
 */
public final class FadingMemory implements Memory {
    private final ModelContext model;
    private final Variable root; // r, [d]

    FadingMemory(ModelContext model) {
        this.model = model;
        double rate = model.option("rate", 0.1, 0, 10);
        this.root = model.parameter("fading", Shape.of(model.dimension()), Initial.constant(Math.sqrt(rate)));
    }

    @Override
    public MemoryView view(Scope g, Story story, int hop, Node state) {
        Story own = story.unshared(g);
        Node occupied = g.greater(own.times(), g.constant(0)); // [B, M]
        Node keys = g.mul(sentences(g, own, Role.A, hop), fading(g, own.times(), occupied));
        return new Slots(keys, sentences(g, own, Role.C, hop), occupied);
    }

    private Node sentences(Scope g, Story story, Role role, int hop) {
        return story.dropped(g, model.encoder().encode(g, story.words(), model.table(role, hop))); // [B, M, d]
    }

    /** What is left of each key, [B, M, d]: all of the newest, nothing of an empty slot. */
    private Node fading(Scope g, Node times, Node occupied) {
        Shape column = times.shape().insert(2, 1); // [B, M, 1]
        Node age = g.cast(g.sub(times, g.constant(1)), g.floating());
        Node r = g.variable(root);
        Node left = g.exp(g.neg(g.mul(g.reshape(age, column), g.mul(r, r))));
        return g.where(g.reshape(occupied, column), left, g.constant(0.0));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Memory> {
        @Override
        public Class<Memory> kind() {
            return Memory.class;
        }

        @Override
        public String id() {
            return "fading";
        }

        @Override
        public String summary() {
            return "one slot for each sentence, whose key fades with its age";
        }

        @Override
        public Memory create(ModelContext context) {
            return new FadingMemory(context);
        }
    }
}
