package org.memhop.conformance.faults;

import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;

/**
 * One node about to be computed.
 *
 * @param node what is to be computed
 * @param operands the values of its inputs, not to be written to
 * @param run the run it belongs to
 */
record Call(Node node, List<HostTensor> operands, Run run) {
    Op op() {
        return node.op();
    }

    /** Operand {@code i}. */
    HostTensor x(int i) {
        return operands.get(i);
    }

    /** The node's value, as it should be. */
    HostTensor right() {
        return run.right(node, operands);
    }

    /** The node's value, had it had other operands of the same types and shapes. */
    HostTensor rightOf(HostTensor... others) {
        return run.right(node, List.of(others));
    }

    /** Another operation, as it should be. */
    HostTensor compute(Op other, Attributes attributes, HostTensor... x) {
        return run.arithmetic().compute(other, attributes, List.of(x));
    }

    /** A tensor of the result's type and shape, of zeros. */
    HostTensor empty() {
        return HostTensor.zeros(node.type(), node.shape());
    }

    /** A number rounded to the result's type. */
    double round(double value) {
        return node.type() == DType.F32 ? (float) value : value;
    }

    /** The same elements in C order under another shape. */
    HostTensor reshaped(HostTensor x, Shape shape) {
        return compute(Op.RESHAPE, new Attributes.ToShape(shape), x);
    }
}
