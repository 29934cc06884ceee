package org.memhop.backend.nd4j.plan;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;

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
    /** Elements of a matrix up to which OpenBLAS multiplies it with a vector on one thread; waking others costs more. */
    private static final int ONE_THREAD = 9_000;

    private final int rows;
    private final int columns;
    private final int inner;
    private final int batches;
    private final boolean transposeA;
    private final boolean transposeB;
    private final int widthA;
    private final int widthB;
    /** What the memory of the result is multiplied with before the product is added: 0, or 1 to keep it. */
    private final int keep;

    private MatMul(Node node, int keep) {
        Attributes.MatMul flags = (Attributes.MatMul) node.attributes();
        rows = node.shape().dim(-2);
        columns = node.shape().dim(-1);
        inner = node.input(0).shape().dim(flags.transposeA() ? -2 : -1);
        batches = rows * columns == 0 ? 0 : node.shape().size() / rows / columns;
        transposeA = flags.transposeA();
        transposeB = flags.transposeB();
        widthA = node.input(0).shape().dim(-1);
        widthB = node.input(1).shape().dim(-1);
        this.keep = keep;
    }

    static Step of(Node node, Tensor a, Tensor b, Tensor y) {
        return new MatMul(node, 0).step(a, b, y);
    }

    /** Adds the product to what {@code y} holds. */
    static Step adding(Node node, Tensor a, Tensor b, Tensor y) {
        return new MatMul(node, 1).step(a, b, y);
    }

    private Step step(Tensor a, Tensor b, Tensor y) {
        if (batches == 0) {
            return () -> {};
        }
        if (inner == 0) {
            return keep == 1 ? () -> {} : y::clear;
        }
        if (y.type() == DType.F64) {
            return doubles(a, b, y);
        }
        if (batches > 1 && columns == 1) {
            // y = A b, A as it is stored being [rows, inner] or [inner, rows].
            return vectors(a, widthA, rows * inner, transposeA, b, inner, y, rows);
        }
        if (batches > 1 && rows == 1) {
            // yᵀ = Bᵀ aᵀ.
            return vectors(b, widthB, inner * columns, !transposeB, a, inner, y, columns);
        }
        return floats(a, b, y);
    }

    private Step floats(Tensor left, Tensor right, Tensor result) {
        FloatPointer a = new FloatPointer(left.pointer());
        FloatPointer b = new FloatPointer(right.pointer());
        FloatPointer y = new FloatPointer(result.pointer());
        int turnA = transposeA ? CblasTrans : CblasNoTrans;
        int turnB = transposeB ? CblasTrans : CblasNoTrans;
        return () -> {
            for (long i = 0; i < batches; i++) {
                a.position(i * rows * inner);
                b.position(i * inner * columns);
                y.position(i * rows * columns);
                cblas_sgemm(
                        CblasRowMajor, turnA, turnB, rows, columns, inner, 1f, a, widthA, b, widthB, keep, y, columns);
            }
        };
    }

    private Step doubles(Tensor left, Tensor right, Tensor result) {
        DoublePointer a = new DoublePointer(left.pointer());
        DoublePointer b = new DoublePointer(right.pointer());
        DoublePointer y = new DoublePointer(result.pointer());
        int turnA = transposeA ? CblasTrans : CblasNoTrans;
        int turnB = transposeB ? CblasTrans : CblasNoTrans;
        return () -> {
            for (long i = 0; i < batches; i++) {
                a.position(i * rows * inner);
                b.position(i * inner * columns);
                y.position(i * rows * columns);
                cblas_dgemm(
                        CblasRowMajor, turnA, turnB, rows, columns, inner, 1.0, a, widthA, b, widthB, keep, y, columns);
            }
        };
    }

    /**
     * A matrix times a vector, for each of the batch, some results at a time.
     *
     * @param width of a row of the matrix as it is stored
     * @param transposed whether it is stored with a column for each result
     */
    private Step vectors(
            Tensor matrix,
            int width,
            int size,
            boolean transposed,
            Tensor vector,
            int terms,
            Tensor result,
            int results) {
        FloatPointer m = new FloatPointer(matrix.pointer());
        FloatPointer v = new FloatPointer(vector.pointer());
        FloatPointer y = new FloatPointer(result.pointer());
        int atOnce = Math.max(1, Math.min(results, ONE_THREAD / terms));
        int turn = transposed ? CblasTrans : CblasNoTrans;
        return () -> {
            for (long i = 0; i < batches; i++) {
                v.position(i * terms);
                for (int from = 0; from < results; from += atOnce) {
                    int count = Math.min(atOnce, results - from);
                    m.position(i * size + (transposed ? from : (long) from * width));
                    y.position(i * results + from);
                    cblas_sgemv(
                            CblasRowMajor,
                            turn,
                            transposed ? terms : count,
                            transposed ? count : terms,
                            1f,
                            m,
                            width,
                            v,
                            1,
                            keep,
                            y,
                            1);
                }
            }
        };
    }
}
