package org.memhop.backend.tensorflow.lower;

import java.util.HashMap;
import java.util.Map;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/** Cross-entropy and its gradient: TensorFlow computes both at once, and whoever asks second gets what is there. */
final class CrossEntropies {
    private record Pair(Node logits, Node labels) {}

    private final Emitter e;
    private final Lowering lowering;
    private final Map<Pair, Operation> made = new HashMap<>();

    CrossEntropies(Emitter e, Lowering lowering) {
        this.e = e;
        this.lowering = lowering;
    }

    Output<?> loss(Node node) {
        return isEmpty(node) ? zeros(node) : both(node).output(0);
    }

    Output<?> gradient(Node node) {
        if (isEmpty(node)) {
            return zeros(node);
        }
        Output<?> gradient = both(node).output(1);
        Node factor = node.input(2);
        if (isOne(factor)) {
            return gradient;
        }
        Shape column = Shape.of(factor.shape().dim(0), 1);
        return e.op("Mul", gradient, e.reshape(lowering.value(factor), column));
    }

    private Operation both(Node node) {
        return made.computeIfAbsent(
                new Pair(node.input(0), node.input(1)),
                pair -> e.operation("SparseSoftmaxCrossEntropyWithLogits")
                        .addInput(lowering.value(pair.logits()))
                        .addInput(lowering.value(pair.labels()))
                        .build());
    }

    /** No rows. TensorFlow refuses those that have no columns either. */
    private static boolean isEmpty(Node node) {
        return node.input(0).shape().dim(0) == 0;
    }

    private Output<?> zeros(Node node) {
        return e.constant(HostTensor.zeros(node.type(), node.shape()));
    }

    /** The gradient of a sum of losses: a product with ones, over all words of the vocabulary, is saved. */
    private static boolean isOne(Node factor) {
        Node source = Lowering.unstretched(factor);
        return source.op() == Op.CONSTANT
                && source.shape().size() == 1
                && ((Attributes.Value) source.attributes()).tensor().get(0) == 1;
    }
}
