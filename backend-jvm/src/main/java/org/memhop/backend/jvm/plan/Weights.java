package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/** The factor of each word in a weighted bag of words [..., J, d]. */
sealed interface Weights {
    /** The nodes that must be there, in C order. */
    List<Node> nodes();

    /** Every word counts once. */
    record None() implements Weights {
        @Override
        public List<Node> nodes() {
            return List.of();
        }
    }

    /** The word in place {@code j} takes row {@code j} of {@code rows} [J, d]. */
    record ByPlace(Node rows) implements Weights {
        @Override
        public List<Node> nodes() {
            return List.of(rows);
        }
    }

    /** Each word takes the row of {@code rows} [·, d] that the index in its place says; {@code gather} is the node that does so. */
    record Picked(Node gather) implements Weights {
        @Override
        public List<Node> nodes() {
            return gather.inputs();
        }
    }

    /** A product whose one factor are weights. */
    record Product(Node words, Weights weights) {}

    /** Reads {@code x} [..., J, d] as a product of words and weights. */
    static List<Product> split(Node x) {
        List<Product> ways = new ArrayList<>();
        if (x.op() == Op.MUL) {
            for (int i = 0; i < 2; i++) {
                Node words = x.input(1 - i);
                match(x.input(i)).ifPresent(weights -> ways.add(new Product(words, weights)));
            }
        }
        ways.add(new Product(x, new None()));
        return ways;
    }

    private static Optional<Weights> match(Node factor) {
        if (factor.op() == Op.GATHER_ROWS) {
            return Optional.of(new Picked(factor));
        }
        if (factor.op() != Op.BROADCAST_TO) {
            return Optional.empty();
        }
        Shape shape = factor.shape();
        int[] dims = factor.input(0).shape().dims();
        int rank = dims.length;
        boolean matrix = rank >= 2 && dims[rank - 1] == shape.dim(-1) && dims[rank - 2] == shape.dim(-2);
        for (int i = 0; matrix && i < rank - 2; i++) {
            matrix = dims[i] == 1;
        }
        return matrix ? Optional.of(new ByPlace(factor.input(0))) : Optional.empty();
    }
}
