package org.memhop.core.model;

import java.util.Arrays;
import java.util.Optional;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.ComponentProvider;
import org.memhop.api.model.Memory;
import org.memhop.api.model.MemoryView;
import org.memhop.api.model.ModelContext;
import org.memhop.api.model.Role;
import org.memhop.api.model.Slots;
import org.memhop.api.model.Story;

/**
 * One slot for each sentence: {@code m_i = Σ_j l_j ∘ A x_ij + T_A(i)} and {@code c_i = Σ_j l_j ∘ C x_ij + T_C(i)} (the
 * paper, section 4.1). The temporal rows are there when {@code temporal} is {@code rows}; time words arrive among the words.
 */
public final class SentenceMemory implements Memory {
    private final ModelContext model;
    private final boolean rows;

    SentenceMemory(ModelContext model) {
        this.model = model;
        this.rows = model.setting("temporal").equals("rows");
    }

    @Override
    public MemoryView view(Scope g, Story story, int hop, Node state) {
        Node occupied = g.greater(story.times(), g.constant(0));
        if (story.segment() > 1) {
            return shared(g, story, occupied, hop);
        }
        Node keys = slots(g.scope("keys"), story, Role.A, Role.T_A, hop);
        Node values = slots(g.scope("values"), story, Role.C, Role.T_C, hop);
        return new Slots(keys, values, occupied);
    }

    private Node slots(Scope g, Story story, Role words, Role times, int hop) {
        Node sentences = sentences(g, story, words, hop);
        return rows ? g.add(sentences, model.table(times, hop).rows(g, story.times())) : sentences;
    }

    private Node sentences(Scope g, Story story, Role words, int hop) {
        return story.dropped(g, model.encoder().encode(g, story.words(), model.table(words, hop))); // [B, M, d]
    }

    /** The same where questions share slots: a slot's sentence is the same for all of them, its time is not. */
    private MemoryView shared(Scope g, Story story, Node occupied, int hop) {
        Scope keys = g.scope("keys");
        Scope values = g.scope("values");
        return new SharedSlots(
                sentences(keys, story, Role.A, hop),
                sentences(values, story, Role.C, hop),
                times(keys, Role.T_A, hop),
                times(values, Role.T_C, hop),
                occupied,
                story.segment());
    }

    /** What is added for the time of each slot, oldest first, [M, d]. */
    private Optional<Node> times(Scope g, Role role, int hop) {
        int[] oldestFirst = new int[model.times()];
        Arrays.setAll(oldestFirst, i -> oldestFirst.length - i);
        return rows
                ? Optional.of(model.table(role, hop)
                        .rows(g, g.constant(HostTensor.of(Shape.of(oldestFirst.length), oldestFirst))))
                : Optional.empty();
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Memory> {
        @Override
        public Class<Memory> kind() {
            return Memory.class;
        }

        @Override
        public String id() {
            return "sentences";
        }

        @Override
        public String summary() {
            return "one slot for each sentence (Sukhbaatar et al., 2015)";
        }

        @Override
        public Memory create(ModelContext context) {
            return new SentenceMemory(context);
        }
    }
}
