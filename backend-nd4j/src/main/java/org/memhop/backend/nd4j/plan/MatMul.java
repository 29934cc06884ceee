package org.memhop.backend.nd4j.plan;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;

/**
 * Products of matrices, one after the other along the leading axes, by the BLAS that ND4J computes with. It is called
 * directly: ND4J's own operation would copy what is not in Fortran order, and BLAS takes C order and transposed operands as
 * they lie.
 */
final class MatMul {
    private final int rows;
    private final int columns;
    private final int inner;
    private final int batches;
    private final int transposeA;
    private final int transposeB;
    private final int widthA;
    private final int widthB;

    private MatMul(Node node) {
        Attributes.MatMul flags = (Attributes.MatMul) node.attributes();
        rows = node.shape().dim(-2);
        columns = node.shape().dim(-1);
        inner = node.input(0).shape().dim(flags.transposeA() ? -2 : -1);
        batches = rows * columns == 0 ? 0 : node.shape().size() / rows / columns;
        transposeA = flags.transposeA() ? CblasTrans : CblasNoTrans;
        transposeB = flags.transposeB() ? CblasTrans : CblasNoTrans;
        widthA = node.input(0).shape().dim(-1);
        widthB = node.input(1).shape().dim(-1);
    }

    static Step of(Node node, Tensor a, Tensor b, Tensor y) {
        MatMul product = new MatMul(node);
        if (product.batches == 0) {
            return () -> {};
        }
        if (product.inner == 0) {
            return y::clear;
        }
        return node.type() == DType.F32 ? product.floats(a, b, y) : product.doubles(a, b, y);
    }

    private Step floats(Tensor left, Tensor right, Tensor result) {
        FloatPointer a = new FloatPointer(left.pointer());
        FloatPointer b = new FloatPointer(right.pointer());
        FloatPointer y = new FloatPointer(result.pointer());
        return () -> {
            for (long i = 0; i < batches; i++) {
                a.position(i * rows * inner);
                b.position(i * inner * columns);
                y.position(i * rows * columns);
                cblas_sgemm(
                        CblasRowMajor,
                        transposeA,
                        transposeB,
                        rows,
                        columns,
                        inner,
                        1f,
                        a,
                        widthA,
                        b,
                        widthB,
                        0f,
                        y,
                        columns);
            }
        };
    }

    private Step doubles(Tensor left, Tensor right, Tensor result) {
        DoublePointer a = new DoublePointer(left.pointer());
        DoublePointer b = new DoublePointer(right.pointer());
        DoublePointer y = new DoublePointer(result.pointer());
        return () -> {
            for (long i = 0; i < batches; i++) {
                a.position(i * rows * inner);
                b.position(i * inner * columns);
                y.position(i * rows * columns);
                cblas_dgemm(
                        CblasRowMajor,
                        transposeA,
                        transposeB,
                        rows,
                        columns,
                        inner,
                        1.0,
                        a,
                        widthA,
                        b,
                        widthB,
                        0.0,
                        y,
                        columns);
            }
        };
    }
}
