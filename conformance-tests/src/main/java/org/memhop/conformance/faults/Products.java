package org.memhop.conformance.faults;

import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/** Wrong ways to multiply matrices. */
final class Products {
    private Products() {}

    /** The second operand's array is read as though it were not stored transposed. */
    static HostTensor flagIgnored(Call call) {
        return flags(call).transposeB() ? plainSecond(call, flags(call).transposeA()) : call.right();
    }

    static HostTensor oneOfTwoFlags(Call call) {
        return flags(call).transposeA() && flags(call).transposeB() ? plainSecond(call, true) : call.right();
    }

    private static HostTensor plainSecond(Call call, boolean transposeA) {
        Shape shape = call.x(1).shape();
        int[] dims = shape.dims();
        dims[dims.length - 1] = shape.dim(-2);
        dims[dims.length - 2] = shape.dim(-1);
        HostTensor read = call.reshaped(call.x(1), Shape.of(dims));
        return call.compute(Op.MATMUL, new Attributes.MatMul(transposeA, false), call.x(0), read);
    }

    static HostTensor firstBatch(Call call) {
        HostTensor b = call.x(1).copy();
        int one = b.shape().dim(-1) * b.shape().dim(-2);
        for (int i = one; i < b.shape().size(); i++) {
            b.set(i, b.get(i % one));
        }
        return call.rightOf(call.x(0), b);
    }

    /** Rows are computed eight at a time, and a block that is not full lacks its last row. */
    static HostTensor lastRowDropped(Call call) {
        HostTensor y = call.right();
        int rows = y.shape().dim(-2);
        int columns = y.shape().dim(-1);
        for (int i = 0; i < y.shape().size() && rows % 8 != 0; i++) {
            y.set(i, i / columns % rows == rows - 1 ? 0 : y.get(i));
        }
        return y;
    }

    private static Attributes.MatMul flags(Call call) {
        return (Attributes.MatMul) call.node().attributes();
    }
}
