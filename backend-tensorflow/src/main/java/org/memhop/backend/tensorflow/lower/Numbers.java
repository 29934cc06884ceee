package org.memhop.backend.tensorflow.lower;

import org.memhop.api.graph.DType;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;

/** Operations element by element which TensorFlow has, but with other answers for some numbers. */
final class Numbers {
    private Numbers() {}

    /**
     * As {@link Math#max}. TensorFlow's {@code Maximum} takes either zero for the larger, so that zeros are put right:
     * of two equal numbers the bits in common are the number itself, and 0.0 if they were 0.0 and -0.0.
     */
    static Output<?> maximum(Emitter e, DType type, Output<?> a, Output<?> b) {
        Output<?> larger = e.op("Maximum", a, b);
        if (type == DType.I32) {
            return larger;
        }
        DataType bits = type == DType.F32 ? DataType.DT_INT32 : DataType.DT_INT64;
        Output<?> common = e.op("BitwiseAnd", bitcast(e, a, bits), bitcast(e, b, bits));
        return e.op("SelectV2", e.op("Equal", a, b), bitcast(e, common, Types.of(type)), larger);
    }

    /**
     * As Java's cast. TensorFlow leaves open what becomes of numbers outside the range of I32, so that they are moved to its
     * ends; in F64, as F32 has no 2³¹ − 1.
     */
    static Output<?> toInt(Emitter e, Output<?> x) {
        Output<?> wide = x.dataType() == DataType.DT_DOUBLE ? x : e.cast(x, DataType.DT_DOUBLE);
        Output<?> number = e.op("SelectV2", e.op("IsNan", wide), e.number(DType.F64, 0), wide);
        Output<?> above = e.op("Maximum", number, e.number(DType.F64, Integer.MIN_VALUE));
        Output<?> within = e.op("Minimum", above, e.number(DType.F64, Integer.MAX_VALUE));
        return e.cast(within, DataType.DT_INT32);
    }

    /**
     * The largest over some axes, as {@link Math#max}. TensorFlow's {@code Max} takes any zero for the largest of several;
     * if there is 0.0 among them, the largest of the reciprocals is positive.
     */
    static Output<?> max(Emitter e, DType type, Output<?> x, int[] axes) {
        Output<?> largest = e.op("Max", x, e.ints(axes));
        if (type == DType.I32) {
            return largest;
        }
        Output<?> zero = e.number(type, 0.0);
        Output<?> reciprocal = e.op("Max", e.op("Reciprocal", x), e.ints(axes));
        Output<?> rightZero = e.op("SelectV2", e.op("Greater", reciprocal, zero), zero, e.number(type, -0.0));
        return e.op("SelectV2", e.op("Equal", largest, zero), rightZero, largest);
    }

    /**
     * The index of the largest along the middle one of three axes; the lowest wins a tie. TensorFlow's {@code ArgMax} passes
     * over NaN: where there is one, the first one is looked for instead.
     */
    static Output<?> argmax(Emitter e, DType type, Output<?> x) {
        Output<?> largest = argmax(e, x);
        if (type == DType.I32) {
            return largest;
        }
        Output<?> nan = e.op("IsNan", x);
        return e.op("SelectV2", e.op("Any", nan, e.ints(1)), argmax(e, e.cast(nan, DataType.DT_FLOAT)), largest);
    }

    /** TensorFlow's {@code Relu} leaves some zeros negative: −0.0 + 0.0 is 0.0. */
    static Output<?> relu(Emitter e, DType type, Output<?> x) {
        Output<?> positive = e.op("Relu", x);
        return type == DType.I32 ? positive : e.op("AddV2", positive, e.number(type, 0));
    }

    /** TensorFlow's {@code Exp} of F64 gives 0 where the result is subnormal: the square of e to the half does not. */
    static Output<?> exp(Emitter e, DType type, Output<?> x) {
        return type == DType.F64 ? e.op("Square", e.op("Exp", e.op("Mul", x, e.number(type, 0.5)))) : e.op("Exp", x);
    }

    /** In F64 written so that the exponential never overflows, and by {@link #exp}. */
    static Output<?> sigmoid(Emitter e, DType type, Output<?> x) {
        if (type == DType.F32) {
            return e.op("Sigmoid", x);
        }
        Output<?> small = exp(e, type, e.op("Neg", e.op("Abs", x)));
        Output<?> one = e.number(type, 1);
        Output<?> above = e.op("SelectV2", e.op("GreaterEqual", x, e.number(type, 0)), one, small);
        return e.op("RealDiv", above, e.op("AddV2", one, small));
    }

    /** Along the last of some axes; in F64 by {@link #exp}. */
    static Output<?> softmax(Emitter e, DType type, Output<?> x, int rank) {
        if (type == DType.F32) {
            return e.op("Softmax", x);
        }
        Output<?> exponentials = exp(e, type, e.op("Sub", x, reduced(e, "Max", x, rank)));
        return e.op("RealDiv", exponentials, reduced(e, "Sum", exponentials, rank));
    }

    /** Over the last axis, which stays with extent 1. */
    private static Output<?> reduced(Emitter e, String type, Output<?> x, int rank) {
        return e.operation(type)
                .addInput(x)
                .addInput(e.ints(rank - 1))
                .setAttr("keep_dims", true)
                .build()
                .output(0);
    }

    private static Output<?> argmax(Emitter e, Output<?> x) {
        return e.operation("ArgMax")
                .addInput(x)
                .addInput(e.number(DType.I32, 1))
                .setAttr("output_type", DataType.DT_INT32)
                .build()
                .output(0);
    }

    private static Output<?> bitcast(Emitter e, Output<?> x, DataType to) {
        return e.operation("Bitcast").addInput(x).setAttr("type", to).build().output(0);
    }
}
