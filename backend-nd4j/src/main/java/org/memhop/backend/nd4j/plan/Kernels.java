package org.memhop.backend.nd4j.plan;

import java.util.List;
import org.memhop.api.graph.Node;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;

/**
 * Which step computes which operation. ND4J's tanh, sigmoid, relu and maximum are not used: they lose digits near 0 and
 * below -88, keep -0.0, and drop a NaN.
 */
final class Kernels {
    private Kernels() {}

    /** The step of a node. A switch without a default: a new operation does not compile until it is answered here. */
    static Step of(Node node, List<Tensor> x, Tensor y, Pool pool) {
        return switch (node.op()) {
            case INPUT, VARIABLE, CONSTANT, RESHAPE, STOP_GRADIENT ->
                throw new IllegalStateException("needs no step: " + node);
            case NEG -> Elementwise.unary(x.get(0), y, v -> -v, v -> -v);
            case EXP -> Arithmetic.function(x.get(0), y, Math::exp, Exp::new);
            case LOG -> Arithmetic.function(x.get(0), y, Math::log, Log::new);
            case SQRT -> Arithmetic.function(x.get(0), y, Math::sqrt, Sqrt::new);
            case TANH -> Elementwise.floating(x.get(0), y, Math::tanh);
            case SIGMOID -> Elementwise.floating(x.get(0), y, Elementwise::sigmoid);
            case RELU -> Elementwise.unary(x.get(0), y, v -> v > 0 || Double.isNaN(v) ? v : 0.0, v -> v > 0 ? v : 0);
            case ADD -> Arithmetic.add(x.get(0), x.get(1), y);
            case SUB -> Arithmetic.subtract(x.get(0), x.get(1), y);
            case MUL -> Arithmetic.multiply(x.get(0), x.get(1), y);
            case DIV -> Arithmetic.divide(x.get(0), x.get(1), y);
            case MAXIMUM -> Elementwise.binary(x.get(0), x.get(1), y, Math::max, Math::max, Math::max);
            case GREATER -> Elementwise.comparison(x.get(0), x.get(1), y, (a, b) -> a > b);
            case EQUAL -> Elementwise.comparison(x.get(0), x.get(1), y, (a, b) -> a == b);
            case WHERE -> Elementwise.where(x.get(0), x.get(1), x.get(2), y);
            case CAST -> Elementwise.cast(x.get(0), y);
            case SUM -> Reductions.sum(node, x.get(0), y);
            case MAX -> Reductions.max(node, x.get(0), y);
            case ARGMAX -> Reductions.argmax(node, x.get(0), y);
            case MATMUL -> MatMul.of(node, x.get(0), x.get(1), y);
            case TRANSPOSE -> Movement.transpose(node, x.get(0), y);
            case BROADCAST_TO -> Movement.broadcast(x.get(0), y);
            case CONCAT -> Movement.concat(node, x, y);
            case SLICE -> Movement.slice(node, x.get(0), y);
            case PAD -> Movement.pad(node, x.get(0), y);
            case GATHER_ROWS -> Rows.gather(node, x.get(0), x.get(1), y);
            case SCATTER_ADD_ROWS -> Rows.scatterAdd(node, x.get(0), x.get(1), y);
            case SOFTMAX -> Softmax.softmax(x.get(0), y, pool);
            case LOG_SOFTMAX -> Softmax.logSoftmax(x.get(0), y, pool);
            case CROSS_ENTROPY -> Softmax.crossEntropy(node, x.get(0), x.get(1), y, pool);
            case CROSS_ENTROPY_GRAD -> Softmax.crossEntropyGrad(node, x.get(0), x.get(1), x.get(2), y, pool);
        };
    }
}
