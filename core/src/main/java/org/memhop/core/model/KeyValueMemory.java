package org.memhop.core.model;

import java.util.List;
import java.util.stream.IntStream;
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
 * One slot for each sentence, found by one part of its words and read by the other (Miller et al., 2016, section 3): {@code
 * m_i = A Φ_K(x_i) + T_A(i)} and {@code c_i = C Φ_V(x_i) + T_C(i)}.
 *
 * <p>The last {@code value-words} words of a sentence are its value, those before them its key, so that of a triple {@code
 * subject relation object} the object is what is read. A sentence of no more words than that is both, as every sentence is
 * where {@code value-words} is 0. Keys go through the chosen encoder; values are sums of their words' rows, since a place in a
 * sentence says nothing about them. A time word is part of the key. Where {@code value-words} is 0 the encoder makes the values
 * as it does the keys, of all words. Temporal rows are there when {@code temporal} is {@code rows}.
 */
public final class KeyValueMemory implements Memory {
    private final ModelContext model;
    private final int valueWords;
    private final boolean rows;
    private final boolean timeWords;

    KeyValueMemory(ModelContext model) {
        this.model = model;
        this.valueWords = model.option("value-words", 1, 0, 1000);
        this.rows = model.setting("temporal").equals("rows");
        this.timeWords = model.setting("temporal").equals("time-words");
    }

    @Override
    public MemoryView view(Scope g, Story told, int hop, Node state) {
        Story story = told.unshared(g);
        Node keys = model.encoder().encode(g.scope("keys"), keyWords(g, story.words()), model.table(Role.A, hop));
        Node values = values(g.scope("values"), story.words(), hop);
        return new Slots(
                timed(g.scope("keys"), story, keys, Role.T_A, hop),
                timed(g.scope("values"), story, values, Role.T_C, hop),
                g.greater(story.times(), g.constant(0)));
    }

    /** Φ_K: the words with those of the value blanked, so that the first of a key stays in the first place, [B, M, J]. */
    private Node keyWords(Scope g, Node words) {
        if (valueWords == 0) {
            return words;
        }
        Node spoken = spoken(g, words);
        Node length = length(g, spoken);
        Node keyLength = g.where(
                g.greater(length, g.constant(valueWords)), g.sub(length, g.constant(valueWords)), length); // [B, M]
        Node key = g.where(g.greater(column(g, keyLength), places(g, spoken)), spoken, g.constant(0));
        return timeWords ? g.concat(2, List.of(key, time(g, words))) : key;
    }

    /** C Φ_V, [B, M, d]. */
    private Node values(Scope g, Node words, int hop) {
        if (valueWords == 0) {
            return model.encoder().encode(g, words, model.table(Role.C, hop));
        }
        Node spoken = spoken(g, words);
        Node before = g.sub(length(g, spoken), g.constant(valueWords + 1)); // the last place that is not the value's
        Node value = g.where(g.greater(places(g, spoken), column(g, before)), spoken, g.constant(0));
        return g.sum(model.table(Role.C, hop).rows(g, value), -2);
    }

    private Node timed(Scope g, Story story, Node sentences, Role times, int hop) {
        Node kept = story.dropped(g, sentences);
        return rows ? g.add(kept, model.table(times, hop).rows(g, story.times())) : kept;
    }

    /** All words but the time word, which stands in the last place. */
    private Node spoken(Scope g, Node words) {
        Shape all = words.shape();
        return timeWords ? g.slice(words, List.of(0, 0, 0), List.of(all.dim(0), all.dim(1), all.dim(2) - 1)) : words;
    }

    private static Node time(Scope g, Node words) {
        Shape all = words.shape();
        return g.slice(words, List.of(0, 0, all.dim(2) - 1), List.of(all.dim(0), all.dim(1), 1));
    }

    /** How many words each sentence has, [B, M]. */
    private static Node length(Scope g, Node spoken) {
        return g.sum(g.greater(spoken, g.constant(0)), -1);
    }

    /** 0, 1, 2 … along the words. */
    private static Node places(Scope g, Node spoken) {
        int places = spoken.shape().dim(-1);
        return g.constant(
                HostTensor.of(Shape.of(places), IntStream.range(0, places).toArray()));
    }

    private static Node column(Scope g, Node perSentence) {
        return g.reshape(perSentence, perSentence.shape().insert(2, 1));
    }

    /** Makes it. */
    public static final class Provider implements ComponentProvider<Memory> {
        @Override
        public Class<Memory> kind() {
            return Memory.class;
        }

        @Override
        public String id() {
            return "key-value";
        }

        @Override
        public String summary() {
            return "one slot for each sentence, its last words the value, those before the key (Miller et al., 2016); value-words=1";
        }

        @Override
        public Memory create(ModelContext context) {
            return new KeyValueMemory(context);
        }
    }
}
