package org.memhop.api.graph;

import java.util.List;

/**
 * The operations of the graph language, version 1: a closed set. Each has its formula here and its rule of types and shapes
 * in {@link ShapeRules}; {@code backend-reference} is the definition of its values. {@code y} is the result, {@code x} or
 * {@code a, b} the inputs. Nothing broadcasts by itself: {@link Scope} inserts {@link #BROADCAST_TO}.
 *
 * <p>Floating types follow IEEE 754: overflow gives an infinity, and no operation throws for NaN. I32 follows Java's
 * {@code int}: sums and products wrap around. Rows are numbered from 0; an index or a label that no row belongs to ends the
 * run with an error.
 */
public enum Op {
    // Leaves.
    /** A tensor the caller gives at every run. */
    INPUT(ShapeRules::leaf),
    /** The value of a variable before this run's updates. */
    VARIABLE(ShapeRules::variable),
    /** A tensor fixed in the graph. */
    CONSTANT(ShapeRules::constant),

    // Element by element, one input.
    /** {@code y = −x}. */
    NEG(ShapeRules::unary),
    /** {@code y = eˣ}. */
    EXP(ShapeRules::unaryFloating),
    /** {@code y = ln x}. */
    LOG(ShapeRules::unaryFloating),
    /** {@code y = √x}. */
    SQRT(ShapeRules::unaryFloating),
    /** {@code y = tanh x}. */
    TANH(ShapeRules::unaryFloating),
    /** {@code y = 1 / (1 + e⁻ˣ)}. */
    SIGMOID(ShapeRules::unaryFloating),
    /** {@code y = x > 0 ? x : 0}; NaN gives NaN, and -0.0 gives 0.0. */
    RELU(ShapeRules::unary),

    // Element by element, two inputs of one type and shape.
    /** {@code y = a + b}. */
    ADD(ShapeRules::binary),
    /** {@code y = a − b}. */
    SUB(ShapeRules::binary),
    /** {@code y = a · b}. */
    MUL(ShapeRules::binary),
    /** {@code y = a / b}; floating only. */
    DIV(ShapeRules::binaryFloating),
    /** {@code y = max(a, b)} as {@link Math#max}: NaN wins, and 0.0 beats -0.0. */
    MAXIMUM(ShapeRules::binary),
    /** {@code y = a > b ? 1 : 0}, I32; false for NaN. */
    GREATER(ShapeRules::comparison),
    /** {@code y = a == b ? 1 : 0}, I32; false for NaN, true for 0.0 and -0.0. */
    EQUAL(ShapeRules::comparison),
    /** {@code y = c ≠ 0 ? a : b}; inputs {@code c} (I32), {@code a}, {@code b} of one shape. */
    WHERE(ShapeRules::where),
    /** The same values in another type, as Java's cast: to I32 towards zero, NaN to 0, and the nearest int if out of range. */
    CAST(ShapeRules::cast),
    /** {@code y = x}, but no gradient flows back. */
    STOP_GRADIENT(ShapeRules::unary),

    // Reductions.
    /** The sum over the given axes, which disappear; 0 over nothing. */
    SUM(ShapeRules::reduce),
    /** The largest over the given axes, which disappear and must not be empty; as {@link Math#max}: NaN wins. */
    MAX(ShapeRules::reduceNonEmpty),
    /**
     * The index of the largest along one axis, which disappears; the lowest index wins a tie, as between
     * 0.0 and -0.0; NaN counts as the largest.
     */
    ARGMAX(ShapeRules::argmax),
    /**
     * {@code y[…, m, n] = Σ_k a[…, m, k] · b[…, k, n]}, either operand optionally stored transposed in its last two axes;
     * leading axes are equal in both.
     */
    MATMUL(ShapeRules::matmul),

    // Movement.
    /** The same elements in C order under another shape. */
    RESHAPE(ShapeRules::reshape),
    /** Axes in another order. */
    TRANSPOSE(ShapeRules::transpose),
    /** Axes of extent 1, and axes missing in front, repeated, as in NumPy. */
    BROADCAST_TO(ShapeRules::broadcastTo),
    /** Inputs one after the other along one axis. */
    CONCAT(ShapeRules::concat),
    /** A rectangular part. */
    SLICE(ShapeRules::slice),
    /** Zeros around. */
    PAD(ShapeRules::pad),
    /** {@code y[i…, :] = table[indices[i…], :]}; inputs {@code table} (rank 2), {@code indices} (I32, any shape). */
    GATHER_ROWS(ShapeRules::gatherRows),
    /**
     * {@code y[v, :] = Σ over i… with indices[i…] = v of x[i…, :]}: the transpose of {@link #GATHER_ROWS}; inputs {@code x},
     * {@code indices} (I32); terms are added in C order of the indices.
     */
    SCATTER_ADD_ROWS(ShapeRules::scatterAddRows),

    // Along the last axis.
    /**
     * {@code y_i = e^{x_i − max x} / Σ_j e^{x_j − max x}}. An element of −∞ gets 0; a row that holds NaN or +∞, or nothing but
     * −∞, becomes NaN throughout.
     */
    SOFTMAX(ShapeRules::lastAxis),
    /** {@code y_i = x_i − max x − ln Σ_j e^{x_j − max x}}; NaN where {@link #SOFTMAX} is. */
    LOG_SOFTMAX(ShapeRules::lastAxis),
    /** {@code y_b = −log_softmax(x_b)[labels_b]}; inputs {@code x} [B, V], {@code labels} I32 [B]. */
    CROSS_ENTROPY(ShapeRules::crossEntropy),
    /** {@code y_bv = g_b · (softmax(x_b)_v − [v = labels_b])}; inputs {@code x} [B, V], {@code labels} I32 [B], {@code g} [B]. */
    CROSS_ENTROPY_GRAD(ShapeRules::crossEntropyGrad);

    /** How an operation's result type follows from its inputs. */
    @FunctionalInterface
    interface Rule {
        TensorType infer(Op op, List<TensorType> inputs, Attributes attributes);
    }

    private final Rule rule;

    Op(Rule rule) {
        this.rule = rule;
    }

    /**
     * The type of the result.
     *
     * @throws org.memhop.api.GraphException naming the rule that broke
     */
    public TensorType infer(List<TensorType> inputs, Attributes attributes) {
        return rule.infer(this, inputs, attributes);
    }
}
