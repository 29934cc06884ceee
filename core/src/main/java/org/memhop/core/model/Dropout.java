package org.memhop.core.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.Reading;
import org.memhop.core.config.Settings;

/**
 * What a training drops at random (Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, 2014), as the masks of one graph;
 * a graph that answers drops nothing.
 *
 * @param masks by the names of their inputs
 */
record Dropout(Map<String, Node> masks) {
    static final Dropout NONE = new Dropout(Map.of());

    private static final String STATE = "dropout";
    private static final String READING = "hop-dropout";
    private static final String MEMORY = "memory-dropout";

    /** The masks that settings ask for. */
    static List<Mask> masks(Settings settings, int batch, int segment, int slots) {
        List<Mask> all = new ArrayList<>();
        Shape states = Shape.of(batch, settings.whole("dimension"));
        add(all, STATE, 0, settings.real(STATE), states);
        add(all, MEMORY, 1, settings.real(MEMORY), Shape.of(batch / segment, slots + segment - 1, 1));
        for (int k = 0; k < settings.whole("hops"); k++) {
            add(all, READING + (k + 1), 2 + k, settings.real(READING), states);
        }
        return all;
    }

    private static void add(List<Mask> all, String name, int place, double rate, Shape shape) {
        if (rate > 0) {
            all.add(new Mask(name, place, rate, shape));
        }
    }

    /** Declares masks as inputs of a graph, in their order. */
    static Dropout of(Scope g, List<Mask> masks) {
        Map<String, Node> inputs = new LinkedHashMap<>();
        masks.forEach(mask -> inputs.put(mask.name(), g.input(mask.name(), g.floating(), mask.shape())));
        return new Dropout(inputs);
    }

    /** The last state, on its way to the output. */
    Node state(Scope g, Node u) {
        return dropped(g, STATE, u);
    }

    /** What a hop read. */
    Reading reading(Scope g, int hop, Reading o) {
        return new Reading(dropped(g, READING + (hop + 1), o.vector()), o.weights());
    }

    /** What the sentences in memory are multiplied by. */
    Optional<Node> memory() {
        return Optional.ofNullable(masks.get(MEMORY));
    }

    private Node dropped(Scope g, String name, Node value) {
        Node mask = masks.get(name);
        return mask == null ? value : g.mul(value, mask);
    }
}
