package org.memhop.backend.reference;

import org.memhop.api.graph.Node;

/** Which kernel computes which operation. */
final class Kernels {
    private Kernels() {}

    /** The kernel of a node. A switch without a default: a new operation does not compile until it is answered here. */
    static Kernel of(Node node) {
        return switch (node.op()) {
            case INPUT, VARIABLE, CONSTANT -> (x, y) -> {}; // filled before the run's first kernel
            case NEG -> Elementwise.unary(node, v -> -v, v -> -v);
            case EXP -> Elementwise.floating(StrictMath::exp);
            case LOG -> Elementwise.floating(StrictMath::log);
            case SQRT -> Elementwise.floating(StrictMath::sqrt);
            case TANH -> Elementwise.floating(StrictMath::tanh);
            case SIGMOID -> Elementwise.floating(Elementwise::sigmoid);
            case RELU -> Elementwise.unary(node, v -> v > 0 || Double.isNaN(v) ? v : 0.0, v -> v > 0 ? v : 0);
            case ADD -> Elementwise.binary(node, (a, b) -> a + b, (a, b) -> a + b);
            case SUB -> Elementwise.binary(node, (a, b) -> a - b, (a, b) -> a - b);
            case MUL -> Elementwise.binary(node, (a, b) -> a * b, (a, b) -> a * b);
            case DIV -> Elementwise.floating((a, b) -> a / b);
            case MAXIMUM -> Elementwise.binary(node, StrictMath::max, StrictMath::max);
            case GREATER -> Elementwise.comparison((a, b) -> a > b);
            case EQUAL -> Elementwise.comparison((a, b) -> a == b);
            case WHERE -> Elementwise.where();
            case CAST, STOP_GRADIENT, RESHAPE -> Elementwise.same();
            case SUM -> Reductions.sum(node);
            case MAX -> Reductions.max(node);
            case ARGMAX -> Reductions.argmax(node);
            case MATMUL -> MatMul.of(node);
            case TRANSPOSE -> Movement.transpose(node);
            case BROADCAST_TO -> Movement.broadcastTo(node);
            case CONCAT -> Movement.concat(node);
            case SLICE -> Movement.slice(node);
            case PAD -> Movement.pad(node);
            case GATHER_ROWS -> Rows.gather(node);
            case SCATTER_ADD_ROWS -> Rows.scatterAdd(node);
            case SOFTMAX -> Softmax.softmax(node);
            case LOG_SOFTMAX -> Softmax.logSoftmax(node);
            case CROSS_ENTROPY -> Softmax.crossEntropy(node);
            case CROSS_ENTROPY_GRAD -> Softmax.crossEntropyGrad(node);
        };
    }
}
