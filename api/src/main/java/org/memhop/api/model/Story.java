package org.memhop.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/**
 * The facts of a batch, as nodes. In a running text the facts of one question are those of the question before and one more:
 * then {@code segment} questions in a row share their slots, and row s of a segment reads the M slots from the s-th on.
 *
 * @param words word numbers, I32 [B / S, M + S − 1, J]; 0 is the null word, which pads sentences and empty slots
 * @param times how long ago each slot was written, I32 [B, M]: 1 is the newest, 0 an empty slot; where slots are shared, slot i
 *     of a question has time M − i, or 0
 * @param segment S: how many questions share slots; 1 if none do
 * @param factors what each slot's sentence is multiplied by while training with memory dropout, [B / S, M + S − 1, 1]: 0 if it
 *     is dropped; absent where none is
 */
public record Story(Node words, Node times, int segment, Optional<Node> factors) {
    /** A story of which nothing is dropped. */
    public Story(Node words, Node times, int segment) {
        this(words, times, segment, Optional.empty());
    }

    /**
     * Drops the sentences that are to be dropped; a memory sends what it made of the sentences through this.
     *
     * @param sentences [B / S, M + S − 1, d], without what is added for time
     */
    public Node dropped(Scope g, Node sentences) {
        return factors.map(factor -> g.mul(sentences, factor)).orElse(sentences);
    }

    /** 1 where there is a sentence that is not dropped, I32 [B, M]; for a memory in which a sentence of zeros is one still. */
    public Node present(Scope g) {
        Node told = g.greater(times, g.constant(0));
        return factors.map(factor ->
                        g.where(g.greater(g.reshape(factor, told.shape()), g.constant(0.0)), told, g.constant(0)))
                .orElse(told);
    }

    /** This story with slots of its own for each question, for a memory that cannot share them: S becomes 1. */
    public Story unshared(Scope g) {
        return segment == 1 ? this : new Story(windows(g, words), times, 1, factors.map(factor -> windows(g, factor)));
    }

    /** [B / S, M + S − 1, n] gives [B, M, n]: question s of a segment has the M from the s-th on. */
    private Node windows(Scope g, Node shared) {
        Shape shape = shared.shape();
        int slots = shape.dim(1) - segment + 1;
        List<Node> each = new ArrayList<>();
        for (int s = 0; s < segment; s++) {
            Node window = g.slice(shared, List.of(0, s, 0), List.of(shape.dim(0), slots, shape.dim(2)));
            each.add(g.reshape(window, Shape.of(shape.dim(0), 1, slots, shape.dim(2))));
        }
        return g.reshape(g.concat(1, each), Shape.of(shape.dim(0) * segment, slots, shape.dim(2)));
    }
}
