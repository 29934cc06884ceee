package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/**
 * The pattern {@code SUM over J of GATHER_ROWS(table, words [..., J]) ∘ weights}: a sentence's vector. Computed as it stands it
 * passes three times over J vectors for each sentence, most of them of null words.
 *
 * @param node the sum
 * @param gather the gather below it
 */
record BagOfWords(Node node, Node gather, Weights weights) {
    /** What bags must share to be computed together. */
    record Key(Node words, int length, Weights weights, Shape table) {}

    static Optional<BagOfWords> match(Node node) {
        if (node.op() != Op.SUM || node.type() != DType.F32) {
            return Optional.empty();
        }
        int rank = node.input(0).shape().rank();
        if (rank < 2 || !((Attributes.Axes) node.attributes()).axes().equals(List.of(rank - 2))) {
            return Optional.empty();
        }
        BagOfWords found = null;
        for (Weights.Product product : Weights.split(node.input(0))) {
            boolean bag = product.words().op() == Op.GATHER_ROWS
                    && product.words().shape().size() > 0;
            // Of two gathers, that from a constant holds the weights.
            if (bag && (found == null || isConstant(product.weights()))) {
                found = new BagOfWords(node, product.words(), product.weights());
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isConstant(Weights weights) {
        return !(weights instanceof Weights.Picked picked)
                || picked.gather().input(0).op() == Op.CONSTANT;
    }

    Key key() {
        return new Key(
                Values.base(gather.input(1)),
                gather.shape().dim(-2),
                weights,
                gather.input(0).shape());
    }

    /** Whether the table is there before the first step, so that this bag can be computed at any time. */
    boolean anyTime() {
        return Values.base(gather.input(0)).inputs().isEmpty();
    }

    /** The recipe, given the bags that may be computed together; the first of them makes the step for all. */
    Recipe recipe(List<BagOfWords> together) {
        List<Node> dense = new ArrayList<>(gather.inputs());
        if (gather.shape().dim(-2) == 1 && weights instanceof Weights.None) {
            return new Recipe(dense, List.of(), this::rows);
        }
        dense.addAll(weights.nodes());
        return new Recipe(dense, List.of(), (values, y) -> {
            if (!anyTime()) {
                steps(values, List.of(this));
            } else if (values.first(key())) {
                steps(values, together.stream().filter(BagOfWords::anyTime).toList());
            }
        });
    }

    /** Of one word each, bags are its row: a gather. */
    private void rows(Values values, Buffer y) {
        Node table = gather.input(0);
        Buffer indices = values.indices(gather, table.shape().dim(0));
        values.add(new GatherStep(gather, values.dense(table), indices, y, values.kernels));
    }

    private void steps(Values values, List<BagOfWords> bags) {
        int width = node.shape().dim(-1);
        int length = gather.shape().dim(-2);
        List<Buffer> tables = new ArrayList<>();
        List<Buffer> results = new ArrayList<>();
        for (BagOfWords bag : bags) {
            values.indices(bag.gather, bag.gather.input(0).shape().dim(0));
            tables.add(values.dense(bag.gather.input(0)));
            results.add(values.dense(bag.node));
        }
        boolean skips = anyTime() && values.finiteWeights(weights);
        WordList list = values.wordList(gather, length, weights, skips ? WordList.Skip.ZERO_ROWS : WordList.Skip.NEVER);
        tables.forEach(table -> list.reads(table, width));
        String name = "bags of " + bags.size() + " table(s): "
                + bags.stream().map(bag -> bag.node.toString()).toList();
        BagStep.plan(name, list, values.weights(weights, width), tables, results, width, values);
    }
}
