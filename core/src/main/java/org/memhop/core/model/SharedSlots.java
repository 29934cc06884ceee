package org.memhop.core.model;

import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.MemoryView;

/**
 * A memory of which S questions in a row share the slots, question s of a segment having those from s to s + M − 1. All
 * questions of a segment are matched with all its slots at once, {@code U Kᵀ}; each one's own are a band of the result, which
 * padding, reshaping and slicing take out.
 *
 * @param keys without what is added for time, [B / S, M + S − 1, d]
 * @param values likewise
 * @param keyTimes what each of a question's slots adds to its key for its time, oldest first, [M, d]
 * @param valueTimes what it adds to its value
 * @param occupied [B, M]
 * @param segment S
 */
record SharedSlots(
        Node keys, Node values, Optional<Node> keyTimes, Optional<Node> valueTimes, Node occupied, int segment)
        implements MemoryView {
    @Override
    public Node scores(Scope g, Node state) {
        Node u = g.reshape(state, Shape.of(segments(), segment, dimension()));
        Node words = band(g, g.matmul(u, keys, false, true));
        return keyTimes.map(times -> g.add(words, occupiedOnly(g, g.matmul(state, times, false, true))))
                .orElse(words);
    }

    @Override
    public Node read(Scope g, Node weights) {
        Node words = g.reshape(g.matmul(spread(g, weights), values), Shape.of(batch(), dimension()));
        return valueTimes
                .map(times -> g.add(words, g.matmul(occupiedOnly(g, weights), times)))
                .orElse(words);
    }

    /**
     * Of each row s the elements from s to s + M − 1: [B / S, S, M + S − 1] gives [B, M]. Rows that are one longer begin one
     * further left.
     */
    private Node band(Scope g, Node all) {
        Node flat = g.reshape(all, Shape.of(segments(), segment * width()));
        Node longer = g.pad(flat, List.of(0, 0), List.of(0, segment));
        Node shifted = g.reshape(longer, Shape.of(batch(), width() + 1));
        return g.slice(shifted, List.of(0, 0), List.of(batch(), slots()));
    }

    /** The other way round: [B, M] gives [B / S, S, M + S − 1], with zeros beside the band. */
    private Node spread(Scope g, Node band) {
        Node longer = g.pad(band, List.of(0, 0), List.of(0, segment));
        Node flat = g.reshape(longer, Shape.of(segments(), segment * (width() + 1)));
        Node cut = g.slice(flat, List.of(0, 0), List.of(segments(), segment * width()));
        return g.reshape(cut, Shape.of(segments(), segment, width()));
    }

    /** An empty slot has no time either. */
    private Node occupiedOnly(Scope g, Node values) {
        return g.where(occupied, values, g.constant(0.0));
    }

    private int segments() {
        return keys.shape().dim(0);
    }

    private int width() {
        return keys.shape().dim(1);
    }

    private int dimension() {
        return keys.shape().dim(2);
    }

    private int batch() {
        return segments() * segment;
    }

    private int slots() {
        return width() - segment + 1;
    }
}
