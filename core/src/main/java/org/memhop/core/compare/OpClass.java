package org.memhop.core.compare;

import org.memhop.api.graph.Op;

/** Operations that may err alike. */
public enum OpClass {
    /** Movement, comparison, maxima, sign: the bits are given. */
    EXACT,
    /** {@code + − × ÷ √}: correctly rounded, or next to it. */
    ARITHMETIC,
    /** exp, log, tanh, sigmoid. */
    TRANSCENDENTAL,
    /** Sums of terms, in any order. */
    SUM,
    /** Along a row: shift, exponential, sum, and a division or a logarithm. */
    SOFTMAX;

    /** The class of an operation. A switch without a default: a new operation does not compile until it is answered. */
    public static OpClass of(Op op) {
        return switch (op) {
            case INPUT,
                    VARIABLE,
                    CONSTANT,
                    NEG,
                    RELU,
                    MAXIMUM,
                    GREATER,
                    EQUAL,
                    WHERE,
                    CAST,
                    STOP_GRADIENT,
                    MAX,
                    ARGMAX,
                    RESHAPE,
                    TRANSPOSE,
                    BROADCAST_TO,
                    CONCAT,
                    SLICE,
                    PAD,
                    GATHER_ROWS -> EXACT;
            case ADD, SUB, MUL, DIV, SQRT -> ARITHMETIC;
            case EXP, LOG, TANH, SIGMOID -> TRANSCENDENTAL;
            case SUM, MATMUL, SCATTER_ADD_ROWS -> SUM;
            case SOFTMAX, LOG_SOFTMAX, CROSS_ENTROPY, CROSS_ENTROPY_GRAD -> SOFTMAX;
        };
    }
}
