package org.memhop.backend.nd4j.plan;

import static org.bytedeco.openblas.global.openblas.cblas_sdot;

import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** {@code SUM(MUL(x, x))} over all axes as the inner product of x with itself, by BLAS. */
final class SumOfSquares {
    private SumOfSquares() {}

    static Optional<Operation> at(Node node, Uses uses) {
        if (node.op() != Op.SUM || node.type() != DType.F32) {
            return Optional.empty();
        }
        Node squares = node.input(0);
        int axes = ((Attributes.Axes) node.attributes()).axes().size();
        if (squares.op() != Op.MUL
                || squares.input(0) != squares.input(1)
                || axes != squares.shape().rank()
                || !uses.once(squares)) {
            return Optional.empty();
        }
        return Optional.of(new Operation(List.of(squares.input(0)), 0, (x, y, pool) -> product(x.get(0), y)));
    }

    private static Step product(Tensor x, Tensor y) {
        int size = x.size();
        FloatPointer values = new FloatPointer(x.pointer());
        return () -> y.floats().put(0, cblas_sdot(size, values, 1, values, 1));
    }
}
