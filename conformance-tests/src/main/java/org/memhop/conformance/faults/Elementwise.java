package org.memhop.conformance.faults;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;

/** Wrong ways to look at one position at a time; the approximations are in {@link Approximations}. */
final class Elementwise {
    private Elementwise() {}

    static HostTensor each(Call call, DoubleUnaryOperator f) {
        HostTensor y = call.empty();
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, f.applyAsDouble(call.x(0).get(i)));
        }
        return y;
    }

    static HostTensor each(Call call, DoubleBinaryOperator f) {
        HostTensor y = call.empty();
        for (int i = 0; i < y.shape().size(); i++) {
            y.set(i, f.applyAsDouble(call.x(0).get(i), call.x(1).get(i)));
        }
        return y;
    }

    static HostTensor zeroMinus(Call call) {
        return call.node().type() == DType.I32 ? call.right() : each(call, x -> 0 - x);
    }

    static HostTensor reluOfNan(Call call) {
        return each(call, x -> x > 0 ? x : 0);
    }

    static HostTensor saturated(Call call) {
        if (call.node().type() != DType.I32) {
            return call.right();
        }
        LongBinaryOperator f = call.op() == Op.ADD ? Long::sum : (a, b) -> a * b;
        HostTensor y = call.empty();
        for (int i = 0; i < y.shape().size(); i++) {
            long exact = f.applyAsLong(call.x(0).ints()[i], call.x(1).ints()[i]);
            y.ints()[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, exact));
        }
        return y;
    }

    /** The elements that fill no whole vector keep the value of the first operand. */
    static HostTensor tailUntouched(Call call) {
        HostTensor y = call.right();
        int size = y.shape().size();
        for (int i = size / 8 * 8; i < size; i++) {
            y.set(i, call.x(0).get(i));
        }
        return y;
    }

    static HostTensor zeroAnnihilates(Call call) {
        return call.node().type() == DType.I32 ? call.right() : each(call, (a, b) -> a == 0 || b == 0 ? 0 : a * b);
    }

    /** As the instruction {@code maxps}: the second operand unless the first is greater. */
    static HostTensor secondUnlessGreater(Call call) {
        return each(call, (a, b) -> a > b ? a : b);
    }

    static HostTensor greaterOrEqual(Call call) {
        return each(call, (a, b) -> a >= b ? 1 : 0);
    }

    static HostTensor equalBits(Call call) {
        return each(call, (a, b) -> Double.compare(a, b) == 0 ? 1 : 0);
    }

    static HostTensor onlyOneIsTrue(Call call) {
        HostTensor condition = call.x(0).copy();
        for (int i = 0; i < condition.shape().size(); i++) {
            condition.ints()[i] = condition.ints()[i] == 1 ? 1 : 0;
        }
        return call.rightOf(condition, call.x(1), call.x(2));
    }

    static HostTensor roundedCast(Call call) {
        return call.node().type() == DType.I32 ? each(call, Math::rint) : call.right();
    }

    static HostTensor nothing(Call call) {
        return call.empty();
    }

    static HostTensor flushed(Call call) {
        double least = call.node().type() == DType.F32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        HostTensor y = call.right();
        for (int i = 0; i < y.shape().size() && y.type().isFloating(); i++) {
            y.set(i, Math.abs(y.get(i)) < least ? 0 : y.get(i));
        }
        return y;
    }

    /** The same values in another type. */
    static HostTensor cast(Call call, HostTensor x, DType type) {
        return call.compute(Op.CAST, new Attributes.To(type), x);
    }
}
