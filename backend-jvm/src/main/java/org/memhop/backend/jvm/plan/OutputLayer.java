package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/**
 * The pattern of an output layer that learns: logits {@code u Wᵀ} [B, V] of a large vocabulary, their loss, its gradient g, and
 * the two products that carry it on, {@code g W} and {@code gᵀ u}. Logits and gradient are computed as [V, B], in blocks of
 * words: so no operand of the three products need be copied, the softmax runs along vectors, and a block stays in the cache from
 * its product to its exponentials, and from its gradient to both products.
 */
final class OutputLayer {
    private static final int FEWEST_WORDS = 1024;
    private static final int FEWEST_LOGITS = 1 << 14;

    private final Node logits;
    private final Node loss;
    private final Node weight;
    private final List<Node> needed = new ArrayList<>();
    private Optional<OutputBlocks> blocks = Optional.empty();
    private boolean carriedOn;

    private OutputLayer(Node logits, Node loss, Node weight) {
        this.logits = logits;
        this.loss = loss;
        this.weight = weight;
    }

    /** The logits of the layer that a node may be a result of. */
    static Optional<Node> logits(Node node) {
        if (node.op() == Op.CROSS_ENTROPY) {
            return Optional.of(node.input(0));
        }
        boolean product = node.op() == Op.MATMUL && node.input(0).op() == Op.CROSS_ENTROPY_GRAD;
        return product ? Optional.of(node.input(0).input(0)) : Optional.empty();
    }

    /** The layer of these logits, if nothing else reads them or their gradient. */
    static Optional<OutputLayer> match(Node logits, Uses uses) {
        List<Node> readers = uses.readersOf(logits);
        boolean large = logits.type() == DType.F32
                && isProduct(logits, false, true)
                && logits.shape().rank() == 2
                && logits.shape().dim(1) >= FEWEST_WORDS
                && logits.shape().size() >= FEWEST_LOGITS
                && logits.input(0).shape().dim(1) > 0;
        if (!large || uses.isKept(logits) || readers.size() != 2) {
            return Optional.empty();
        }
        int first = readers.get(0).op() == Op.CROSS_ENTROPY ? 0 : 1;
        Node loss = readers.get(first);
        Node gradient = readers.get(1 - first);
        boolean pair = loss.op() == Op.CROSS_ENTROPY
                && gradient.op() == Op.CROSS_ENTROPY_GRAD
                && loss.input(1) == gradient.input(1)
                && !uses.isKept(gradient);
        if (!pair) {
            return Optional.empty();
        }
        boolean carriedOn = uses.readersOf(gradient).stream()
                .allMatch(reader -> isState(reader, gradient, logits) || isTable(reader, gradient, logits));
        Node weight = repeated(gradient.input(2));
        boolean there = weight.shape().size() == 1 && weight.inputs().isEmpty();
        return carriedOn && there ? Optional.of(new OutputLayer(logits, loss, weight)) : Optional.empty();
    }

    /** Whether a node is the gradient of u. */
    private static boolean isState(Node node, Node gradient, Node logits) {
        return isProduct(node, false, false) && node.inputs().equals(List.of(gradient, logits.input(1)));
    }

    /** Whether a node is the gradient of W. */
    private static boolean isTable(Node node, Node gradient, Node logits) {
        return isProduct(node, true, false) && node.inputs().equals(List.of(gradient, logits.input(0)));
    }

    private static boolean isProduct(Node node, boolean transposeA, boolean transposeB) {
        return node.op() == Op.MATMUL && node.attributes().equals(new Attributes.MatMul(transposeA, transposeB));
    }

    private static Node repeated(Node node) {
        Node base = node;
        while (Values.isAlias(base.op()) || base.op() == Op.BROADCAST_TO) {
            base = base.input(0);
        }
        return base;
    }

    /** The recipe of a result; whichever comes first computes what all need. */
    Recipe join(Node node) {
        needed.add(node);
        List<Node> dense = List.of(logits.input(0), logits.input(1), loss.input(1), weight);
        return new Recipe(dense, List.of(), (values, y) -> {
            if (blocks.isEmpty()) {
                blocks = Optional.of(forwards(values));
            }
            if (node.op() == Op.MATMUL && !carriedOn) {
                carriedOn = true;
                backwards(blocks.get(), values);
            }
        });
    }

    private OutputBlocks forwards(Values values) {
        OutputBlocks made = new OutputBlocks(logits, values);
        Buffer labels = values.indices(loss, made.words);
        made.transpose(values.dense(logits.input(0)), values);
        OutputForward.plan(logits, made, values.dense(logits.input(1)), labels, values);
        Buffer losses = result(node -> node.op() == Op.CROSS_ENTROPY, values)
                .orElseGet(() -> values.scratch(DType.F32, made.batch));
        values.add(new OutputLoss(loss, made, values.dense(weight), losses, values));
        return made;
    }

    private void backwards(OutputBlocks made, Values values) {
        OutputBackward.plan(
                logits,
                made,
                new OutputBackward.Operands(
                        values.dense(logits.input(0)),
                        values.dense(logits.input(1)),
                        values.dense(loss.input(1)),
                        values.dense(weight)),
                result(node -> isProduct(node, false, false), values),
                result(node -> isProduct(node, true, false), values),
                values);
    }

    private Optional<Buffer> result(Predicate<Node> which, Values values) {
        return needed.stream().filter(which).map(values::dense).findFirst();
    }
}
