package org.memhop.backend.nd4j.plan;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/**
 * Sentences as weighted sums of the rows of their words, {@code y[…, :] = Σ_j w[j, :] · table[words[…, j], :]}, and the way
 * back, in one walk each: as separate operations they would pass J times as many numbers through memory, several times over.
 */
final class Bags {
    private Bags() {}

    /** {@code SUM(MUL(GATHER_ROWS(table, words), BROADCAST_TO(w)))}, with or without weights. */
    static Optional<Operation> sum(Node node, Uses uses) {
        if (node.op() != Op.SUM || node.type() != DType.F32) {
            return Optional.empty();
        }
        Node each = node.input(0);
        int words = each.shape().rank() - 2;
        if (words < 0 || !((Attributes.Axes) node.attributes()).axes().equals(List.of(words)) || !uses.once(each)) {
            return Optional.empty();
        }
        for (Factors factors : Factors.of(each)) {
            Node gather = factors.rows();
            if (gather.op() == Op.GATHER_ROWS && (gather == each || uses.once(gather))) {
                List<Node> reads = new ArrayList<>(gather.inputs());
                factors.weights().ifPresent(reads::add);
                return Optional.of(new Operation(reads, 0, (x, y, pool) -> summing(gather, x, y)));
            }
        }
        return Optional.empty();
    }

    /** {@code SCATTER_ADD_ROWS(MUL(BROADCAST_TO(x), BROADCAST_TO(w)), words)}, with or without weights. */
    static Optional<Operation> scatter(Node node, Uses uses) {
        if (node.op() != Op.SCATTER_ADD_ROWS || node.type() != DType.F32 || !uses.once(node.input(0))) {
            return Optional.empty();
        }
        for (Factors factors : Factors.of(node.input(0))) {
            Node rows = factors.rows();
            if (rows.op() == Op.BROADCAST_TO && isRepeated(rows)) {
                List<Node> reads = new ArrayList<>(List.of(rows.input(0), node.input(1)));
                factors.weights().ifPresent(reads::add);
                return Optional.of(new Operation(reads, 0, (x, y, pool) -> scattering(node, x, y)));
            }
        }
        return Optional.empty();
    }

    /**
     * A product of rows and weights, or rows alone.
     *
     * @param rows [..., J, d]
     * @param weights [J, d]
     */
    private record Factors(Node rows, Optional<Node> weights) {
        static List<Factors> of(Node each) {
            List<Factors> ways = new ArrayList<>();
            ways.add(new Factors(each, Optional.empty()));
            if (each.op() == Op.MUL) {
                ways.addAll(of(each.input(0), each.input(1)));
                ways.addAll(of(each.input(1), each.input(0)));
            }
            return ways;
        }

        private static List<Factors> of(Node rows, Node weights) {
            int rank = weights.shape().rank();
            if (weights.op() != Op.BROADCAST_TO || rank < 2) {
                return List.of();
            }
            Shape onePlace = Shape.of(weights.shape().dim(-2), weights.shape().dim(-1));
            Node source = weights.input(0);
            return source.shape().equals(onePlace) ? List.of(new Factors(rows, Optional.of(source))) : List.of();
        }
    }

    /** Whether one row is repeated for all places of a sentence, {@code [..., 1, d]} to {@code [..., J, d]}. */
    private static boolean isRepeated(Node broadcast) {
        Shape from = broadcast.input(0).shape();
        Shape to = broadcast.shape();
        return from.rank() == to.rank()
                && to.rank() >= 2
                && from.dim(-2) == 1
                && from.remove(-2).equals(to.remove(-2));
    }

    private static Step summing(Node gather, List<Tensor> x, Tensor y) {
        Tensor words = x.get(1);
        FloatBuffer table = x.get(0).floats();
        IntBuffer numbers = words.ints();
        FloatBuffer sums = y.floats();
        int rows = x.get(0).shape().dim(0);
        int width = y.shape().dim(-1);
        int places = words.shape().dim(-1);
        int sentences = words.shape().size() / Math.max(1, places);
        boolean weighted = x.size() > 2;
        FloatBuffer weights = weighted ? x.get(2).floats() : table;
        if (weighted && SmallBags.worthwhile(words, rows, width)) {
            SmallBags small = new SmallBags(words, x.get(2), rows * width);
            return () -> {
                Rows.check(gather, words, rows);
                small.sum(table, weights, sums);
            };
        }
        return () -> {
            Rows.check(gather, words, rows);
            y.clear();
            for (int s = 0; s < sentences; s++) {
                for (int j = 0; j < places; j++) {
                    int row = numbers.get(s * places + j) * width;
                    if (weighted) {
                        addWeighted(table, row, weights, j * width, sums, s * width, width);
                    } else {
                        Rows.add(table, row, sums, s * width, width);
                    }
                }
            }
        };
    }

    private static Step scattering(Node node, List<Tensor> x, Tensor y) {
        Tensor words = x.get(1);
        FloatBuffer from = x.get(0).floats();
        IntBuffer numbers = words.ints();
        FloatBuffer sums = y.floats();
        int rows = y.shape().dim(0);
        int width = y.shape().dim(1);
        int places = node.input(0).shape().dim(-2);
        int sentences = words.shape().size() / Math.max(1, places);
        boolean weighted = x.size() > 2;
        FloatBuffer weights = weighted ? x.get(2).floats() : from;
        if (weighted && SmallBags.worthwhile(words, rows, width)) {
            SmallBags small = new SmallBags(words, x.get(2), rows * width);
            return () -> {
                Rows.check(node, words, rows);
                small.scatter(from, weights, sums);
            };
        }
        return () -> {
            Rows.check(node, words, rows);
            y.clear();
            for (int s = 0; s < sentences; s++) {
                for (int j = 0; j < places; j++) {
                    int row = numbers.get(s * places + j) * width;
                    if (weighted) {
                        addWeighted(from, s * width, weights, j * width, sums, row, width);
                    } else {
                        Rows.add(from, s * width, sums, row, width);
                    }
                }
            }
        };
    }

    private static void addWeighted(
            FloatBuffer x, int atX, FloatBuffer weights, int atWeight, FloatBuffer sums, int atSum, int width) {
        for (int i = 0; i < width; i++) {
            sums.put(atSum + i, sums.get(atSum + i) + x.get(atX + i) * weights.get(atWeight + i));
        }
    }
}
