package org.memhop.backend.reference;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;

/** Operations that look at one position at a time. */
final class Elementwise {
    private Elementwise() {}

    /** A comparison of two numbers. */
    @FunctionalInterface
    interface Comparison {
        boolean holds(double a, double b);
    }

    static Kernel floating(DoubleUnaryOperator f) {
        return (x, y) -> {
            for (int i = 0; i < y.shape().size(); i++) {
                y.set(i, f.applyAsDouble(x.get(0).get(i)));
            }
        };
    }

    static Kernel floating(DoubleBinaryOperator f) {
        return (x, y) -> {
            for (int i = 0; i < y.shape().size(); i++) {
                y.set(i, f.applyAsDouble(x.get(0).get(i), x.get(1).get(i)));
            }
        };
    }

    /** I32 has its own operator, because a double neither wraps around nor holds every product of two ints. */
    static Kernel unary(Node node, DoubleUnaryOperator f, IntUnaryOperator integer) {
        if (node.type() != DType.I32) {
            return floating(f);
        }
        return (x, y) -> {
            for (int i = 0; i < y.shape().size(); i++) {
                y.ints()[i] = integer.applyAsInt(x.get(0).ints()[i]);
            }
        };
    }

    /** As {@link #unary}, of two operands. */
    static Kernel binary(Node node, DoubleBinaryOperator f, IntBinaryOperator integer) {
        if (node.type() != DType.I32) {
            return floating(f);
        }
        return (x, y) -> {
            for (int i = 0; i < y.shape().size(); i++) {
                y.ints()[i] = integer.applyAsInt(x.get(0).ints()[i], x.get(1).ints()[i]);
            }
        };
    }

    static Kernel comparison(Comparison comparison) {
        return floating((a, b) -> comparison.holds(a, b) ? 1 : 0);
    }

    static Kernel where() {
        return (x, y) -> {
            for (int i = 0; i < y.shape().size(); i++) {
                HostTensor chosen = x.get(x.get(0).ints()[i] != 0 ? 1 : 2);
                y.set(i, chosen.get(i));
            }
        };
    }

    /** The same elements in C order, in the result's type. */
    static Kernel same() {
        return floating(v -> v);
    }

    /** {@code 1 / (1 + e⁻ˣ)}, written so that the exponential never overflows and small results keep their digits. */
    static double sigmoid(double x) {
        double e = StrictMath.exp(-StrictMath.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }
}
