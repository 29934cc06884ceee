package org.memhop.backend.nd4j.plan;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import org.memhop.api.graph.DType;

/** Operations that look at one position at a time, as Java loops over memory outside the heap. */
final class Elementwise {
    private Elementwise() {}

    /** A function of two floats. */
    @FunctionalInterface
    interface FloatBinary {
        float apply(float a, float b);
    }

    /** A function of two doubles. */
    @FunctionalInterface
    interface DoubleBinary {
        double apply(double a, double b);
    }

    /** A comparison of two numbers. */
    @FunctionalInterface
    interface Comparison {
        boolean holds(double a, double b);
    }

    /** In double, rounded once as it is stored; I32 has its own operator, which wraps around. */
    static Step unary(Tensor x, Tensor y, DoubleUnaryOperator f, IntUnaryOperator integer) {
        int size = y.size();
        if (y.type() == DType.I32) {
            return () -> {
                for (int i = 0; i < size; i++) {
                    y.ints().put(i, integer.applyAsInt(x.ints().get(i)));
                }
            };
        }
        return floating(x, y, f);
    }

    static Step floating(Tensor x, Tensor y, DoubleUnaryOperator f) {
        int size = y.size();
        if (y.type() == DType.F32) {
            FloatBuffer from = x.floats();
            FloatBuffer to = y.floats();
            return () -> {
                for (int i = 0; i < size; i++) {
                    to.put(i, (float) f.applyAsDouble(from.get(i)));
                }
            };
        }
        return () -> {
            for (int i = 0; i < size; i++) {
                y.set(i, f.applyAsDouble(x.get(i)));
            }
        };
    }

    static Step binary(Tensor a, Tensor b, Tensor y, FloatBinary single, DoubleBinary wide, IntBinaryOperator integer) {
        return switch (y.type()) {
            case F32 -> floats(a.floats(), b.floats(), y.floats(), y.size(), single);
            case F64 -> doubles(a.doubles(), b.doubles(), y.doubles(), y.size(), wide);
            case I32 -> ints(a.ints(), b.ints(), y.ints(), y.size(), integer);
        };
    }

    static Step add(FloatBuffer a, FloatBuffer b, FloatBuffer y, int size) {
        return () -> {
            for (int i = 0; i < size; i++) {
                y.put(i, a.get(i) + b.get(i));
            }
        };
    }

    static Step subtract(FloatBuffer a, FloatBuffer b, FloatBuffer y, int size) {
        return () -> {
            for (int i = 0; i < size; i++) {
                y.put(i, a.get(i) - b.get(i));
            }
        };
    }

    static Step multiply(FloatBuffer a, FloatBuffer b, FloatBuffer y, int size) {
        return () -> {
            for (int i = 0; i < size; i++) {
                y.put(i, a.get(i) * b.get(i));
            }
        };
    }

    static Step comparison(Tensor a, Tensor b, Tensor y, Comparison comparison) {
        int size = y.size();
        return () -> {
            for (int i = 0; i < size; i++) {
                y.ints().put(i, comparison.holds(a.get(i), b.get(i)) ? 1 : 0);
            }
        };
    }

    /** Moves bits, so that a NaN keeps its own. */
    static Step where(Tensor condition, Tensor a, Tensor b, Tensor y) {
        int size = y.size();
        IntBuffer chosen = condition.ints();
        if (y.type() == DType.F64) {
            return () -> {
                for (int i = 0; i < size; i++) {
                    y.longs().put(i, (chosen.get(i) != 0 ? a : b).longs().get(i));
                }
            };
        }
        return () -> {
            for (int i = 0; i < size; i++) {
                y.ints().put(i, (chosen.get(i) != 0 ? a : b).ints().get(i));
            }
        };
    }

    /** The same numbers in the result's type. */
    static Step cast(Tensor x, Tensor y) {
        int size = y.size();
        return () -> {
            for (int i = 0; i < size; i++) {
                y.set(i, x.get(i));
            }
        };
    }

    /** {@code 1 / (1 + e⁻ˣ)}, written so that the exponential never overflows and small results keep their digits. */
    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    private static Step floats(FloatBuffer a, FloatBuffer b, FloatBuffer y, int size, FloatBinary f) {
        return () -> {
            for (int i = 0; i < size; i++) {
                y.put(i, f.apply(a.get(i), b.get(i)));
            }
        };
    }

    private static Step doubles(DoubleBuffer a, DoubleBuffer b, DoubleBuffer y, int size, DoubleBinary f) {
        return () -> {
            for (int i = 0; i < size; i++) {
                y.put(i, f.apply(a.get(i), b.get(i)));
            }
        };
    }

    private static Step ints(IntBuffer a, IntBuffer b, IntBuffer y, int size, IntBinaryOperator f) {
        return () -> {
            for (int i = 0; i < size; i++) {
                y.put(i, f.applyAsInt(a.get(i), b.get(i)));
            }
        };
    }
}
