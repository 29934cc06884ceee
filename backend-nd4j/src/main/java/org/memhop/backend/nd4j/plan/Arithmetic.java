package org.memhop.backend.nd4j.plan;

import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.memhop.api.graph.DType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseTransformOp;

/** Elementwise operations that ND4J and Java both get right: whichever is faster at a node's size computes it. */
final class Arithmetic {
    private Arithmetic() {}

    static Step add(Tensor a, Tensor b, Tensor y) {
        if (byNd4j(y)) {
            return Nd4jOps.custom("add", a, b, y);
        }
        return y.type() == DType.F32
                ? Elementwise.add(a.floats(), b.floats(), y.floats(), y.size())
                : Elementwise.binary(a, b, y, Float::sum, Double::sum, Integer::sum);
    }

    static Step subtract(Tensor a, Tensor b, Tensor y) {
        if (byNd4j(y)) {
            return Nd4jOps.custom("subtract", a, b, y);
        }
        return y.type() == DType.F32
                ? Elementwise.subtract(a.floats(), b.floats(), y.floats(), y.size())
                : Elementwise.binary(a, b, y, (p, q) -> p - q, (p, q) -> p - q, (p, q) -> p - q);
    }

    static Step multiply(Tensor a, Tensor b, Tensor y) {
        if (byNd4j(y)) {
            return Nd4jOps.custom("multiply", a, b, y);
        }
        return y.type() == DType.F32
                ? Elementwise.multiply(a.floats(), b.floats(), y.floats(), y.size())
                : Elementwise.binary(a, b, y, (p, q) -> p * q, (p, q) -> p * q, (p, q) -> p * q);
    }

    static Step divide(Tensor a, Tensor b, Tensor y) {
        if (byNd4j(y)) {
            return Nd4jOps.custom("divide", a, b, y);
        }
        return Elementwise.binary(a, b, y, (p, q) -> p / q, (p, q) -> p / q, (p, q) -> p / q);
    }

    /** A function of floating values that ND4J has a transform for. */
    static Step function(
            Tensor x, Tensor y, DoubleUnaryOperator java, BiFunction<INDArray, INDArray, BaseTransformOp> nd4j) {
        return Nd4jOps.function(y.size()) ? Nd4jOps.transform(nd4j, x, y) : Elementwise.floating(x, y, java);
    }

    private static boolean byNd4j(Tensor y) {
        return y.type() != DType.I32 && Nd4jOps.arithmetic(y.size());
    }
}
