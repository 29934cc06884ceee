package org.memhop.conformance.faults;

import static org.memhop.api.graph.Op.*;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.memhop.api.graph.Op;

/**
 * What can be wrong with a backend, one thing each; {@link FaultyBackendProvider} offers a backend that has it. All are
 * mistakes of a kind that somebody has made: a flag forgotten, an approximation, a buffer used twice.
 */
public enum Fault {
    // spotless:off
    MATMUL_FLAG_IGNORED("the second operand is read as if it were not stored transposed", Products::flagIgnored, MATMUL),
    MATMUL_ONE_OF_TWO_FLAGS("where both operands are stored transposed, the second is read as if it were not", Products::oneOfTwoFlags, MATMUL),
    MATMUL_FIRST_BATCH("the second operand of every batch is that of batch 0", Products::firstBatch, MATMUL),
    MATMUL_LAST_ROW("the last row is zero where the rows are no multiple of 8", Products::lastRowDropped, MATMUL),
    MATMUL_TF32("operands are rounded to 10 bits after the point", Approximations::tf32, MATMUL),
    MATMUL_F64_IN_F32("F64 is computed in F32", Approximations::single, MATMUL),

    SUM_WRONG_AXIS("the axis beside the one asked for is summed", Reductions::wrongAxis, SUM),
    SUM_OF_NOTHING("the sum over an empty axis is 1", Reductions::somethingOverNothing, SUM),
    SUM_TO_SCALAR("the sum over all axes leaves out the last element", Reductions::scalarWithoutLast, SUM),
    SUM_SHORT("the running sum keeps 8 bits", Reductions::shortSum, SUM),
    SUM_INT_AS_FLOAT("I32 is summed in F32", Reductions::integersAsFloats, SUM),
    MAX_WITHOUT_NAN("NaN is passed over", Reductions::nanIsLeast, MAX),
    MAX_FROM_ZERO("the largest of negative numbers is 0", Reductions::atLeastZero, MAX),
    ARGMAX_LAST_TIE("the highest index wins a tie", Reductions::lastOfTies, ARGMAX),
    ARGMAX_WITHOUT_NAN("NaN is passed over", Reductions::indexIgnoresNan, ARGMAX),

    NEG_FROM_ZERO("computed as 0 - x, so that 0.0 stays 0.0", Elementwise::zeroMinus, NEG),
    EXP_FEW_TERMS("the series ends too early: a relative error up to 4e-5", Approximations::exp, EXP),
    LOG_GUARDED("arguments below 1e-7 are taken for 1e-7", Approximations::guardedLog, LOG),
    SQRT_APPROXIMATE("two steps of Newton: a relative error up to 5e-6", Approximations::sqrt, SQRT),
    TANH_BY_EXP("a quotient of exponentials loses digits near 0 and overflows", Approximations::tanh, TANH),
    SIGMOID_BY_DIFFERENCE("a difference from 1 loses the digits of small results", Approximations::sigmoid, SIGMOID),
    RELU_OF_NAN("NaN becomes 0", Elementwise::reluOfNan, RELU),
    INTEGERS_SATURATE("I32 stops at its largest number instead of wrapping around", Elementwise::saturated, ADD, MUL),
    SUB_TAIL("elements after the last full vector of 8 keep the first operand", Elementwise::tailUntouched, SUB),
    MUL_BY_ZERO("0 times infinity or NaN is 0", Elementwise::zeroAnnihilates, MUL),
    DIV_BY_RECIPROCAL("multiplies by a reciprocal of 12 bits", Approximations::reciprocal, DIV),
    SUBNORMALS_FLUSHED("results below the smallest normal number become 0", Elementwise::flushed, ADD, SUB, MUL, DIV),
    MAXIMUM_SECOND("the second operand is taken unless the first is greater, NaN or not, 0.0 or -0.0", Elementwise::secondUnlessGreater, MAXIMUM),
    GREATER_OR_EQUAL("true for equal numbers", Elementwise::greaterOrEqual, GREATER),
    EQUAL_BITS("bits are compared: NaN equals itself, 0.0 does not equal -0.0", Elementwise::equalBits, EQUAL),
    WHERE_ONE("only 1 counts as true", Elementwise::onlyOneIsTrue, WHERE),
    CAST_ROUNDS("to I32 rounds to the nearest", Elementwise::roundedCast, CAST),
    STOP_GRADIENT_ZERO("gives zeros, as if it stopped the value", Elementwise::nothing, STOP_GRADIENT),

    RESHAPE_BY_COLUMNS("elements are taken with the first axis fastest", Movement::reshapeByColumns, RESHAPE),
    TRANSPOSE_INVERSE("axes go the opposite way of the permutation", Movement::inversePermutation, TRANSPOSE),
    BROADCAST_COLUMN("a column is repeated as if it were a row", Movement::columnAsRow, BROADCAST_TO),
    CONCAT_REVERSED("parts of one shape come in reverse", Movement::partsReversed, CONCAT),
    SLICE_LATER("starts one element later on the last axis", Movement::sliceOneLater, SLICE),
    PAD_EDGES("the nearest element instead of zeros", Movement::edgesRepeated, PAD),
    GATHER_ROW_ZERO("row 0 is taken for padding and gives zeros", Rows::rowZeroIsPadding, GATHER_ROWS),
    SCATTER_LAST_WINS("of rows for one place only the last counts", Rows::lastWins, SCATTER_ADD_ROWS),
    SCATTER_NEIGHBOUR_LOST("of neighbouring rows for one place only the first counts", Rows::neighbourLost, SCATTER_ADD_ROWS),
    SOFTMAX_UNSHIFTED("the maximum is not subtracted, so that exponentials overflow", Rows::unshifted, SOFTMAX),
    SOFTMAX_DOWN("runs down the columns of a matrix", Rows::downColumns, SOFTMAX),
    LOG_SOFTMAX_OF_SOFTMAX("the logarithm of a softmax that underflows", Rows::logOfSoftmax, LOG_SOFTMAX),
    LOSS_CLIPPED("no probability is taken for less than 1e-7", Rows::clippedLoss, CROSS_ENTROPY),
    LOSS_MEAN("every row gives the mean over the rows", Rows::meanLoss, CROSS_ENTROPY),
    LOSS_GRADIENT_ALONE("the incoming gradient is left out", Rows::withoutIncoming, CROSS_ENTROPY_GRAD),
    LOSS_GRADIENT_NEXT_LABEL("the label is one too high", Rows::nextLabel, CROSS_ENTROPY_GRAD),

    FUSED_EMBEDDING("GATHER_ROWS, MUL and SUM in one pass forget the first row", Kind.FUSION, Fusions::embeddedSum, SUM),
    FUSED_ADDITION("MATMUL and ADD in one pass forget the addition in the last column", Kind.FUSION, Fusions::productAndSum, ADD),

    STALE_SUMS("a later run adds to what the one before left", Kind.STATE, Conduct.StaleSums::new, SCATTER_ADD_ROWS),
    STALE_INDICES("I32 inputs stay what they were in the first run", Kind.STATE, Conduct.StaleIndices::new, INPUT),
    CONSTANTS_OVERWRITTEN("a constant's array receives a result, so that later runs read that", Kind.STATE, Conduct.ConstantsOverwritten::new, CONSTANT),
    INPUTS_OVERWRITTEN("results are put into the caller's arrays", Kind.STATE, Conduct.InputsOverwritten::new),
    ONE_OUTPUT_BUFFER("outputs of one type and shape share a tensor", Kind.STATE, Conduct.OneOutputBuffer::new),
    OUTPUTS_BY_NAME("outputs come in the order of their names", Kind.STATE, Conduct.OutputsByName::new),
    OUTPUTS_ONCE("a node with two names is given once", Kind.STATE, Conduct.OutputsOnce::new),
    RECURSION("a deep graph overflows the stack", Kind.STATE, Conduct.Recursion::new),
    SHARED_SCRATCH("concurrent runs share a buffer", Kind.STATE, Conduct.SharedScratch::new),
    UPDATES_IN_SEQUENCE("an update reads what the one before it wrote", Kind.STATE, Keeping.InSequence::new),
    UPDATES_SHARE_ARRAY("a variable that becomes another's value shares its array", Kind.STATE, Keeping.SharedArrays::new),
    OUTPUT_IS_VARIABLE("an output that is a variable shows the value after the update", Kind.STATE, Keeping.LiveOutputs::new),
    READ_IS_VARIABLE("whoever changes what was read changes the variable", Kind.STATE, Keeping.LiveReads::new),
    WRITE_KEEPS_ARRAY("whoever changes what was written changes the variable", Kind.STATE, Keeping.KeptWrites::new),
    VARIABLES_UNCLEARED("new variables are not zero", Kind.STATE, Keeping.Uncleared::new),
    VARIABLES_PRIVATE("an executable does not see what others write", Kind.STATE, Keeping.PrivateVariables::new),
    SESSIONS_SHARED("two sessions share their variables", Kind.STATE, Keeping.SharedSessions::new),
    UNUSED_INPUTS_SKIPPED("inputs that nothing reads are not counted", Kind.STATE, Refusals.UnusedInputsSkipped::new),

    FAILURE_HALF_COMMITTED("a run that fails leaves updates behind", Kind.REFUSAL, Keeping.HalfCommitted::new),
    INPUTS_OTHERWISE("wrong inputs are refused with an IllegalArgumentException", Kind.REFUSAL, Refusals.InputsOtherwise::new),
    INDICES_OTHERWISE("wrong indices are refused with an IndexOutOfBoundsException", Kind.REFUSAL, Refusals.IndicesOtherwise::new, GATHER_ROWS, SCATTER_ADD_ROWS, CROSS_ENTROPY, CROSS_ENTROPY_GRAD),
    INPUTS_ANY_SHAPE("inputs of another shape are taken if they have as many elements", Kind.REFUSAL, Refusals.AnyShape::new),
    INPUTS_TOO_MANY("inputs beyond the last are not noticed", Kind.REFUSAL, Refusals.MoreInputs::new),
    GATHER_CLAMPS("an index out of range gives the nearest row", Kind.REFUSAL, Refusals::clamped, GATHER_ROWS),
    GATHER_FROM_END("a negative index counts from the end", Kind.REFUSAL, Refusals::fromTheEnd, GATHER_ROWS),
    SCATTER_LEAVES_OUT("a row for an index out of range is left out", Kind.REFUSAL, Refusals::leftOut, SCATTER_ADD_ROWS),
    LOSS_NAN("a label that is no class gives NaN", Kind.REFUSAL, Refusals::nanLoss, CROSS_ENTROPY),
    CLOSED_GOES_ON("what was closed can still be used", Kind.REFUSAL, Refusals.NeverClosed::new);
    // spotless:on

    /** When a fault shows. */
    public enum Kind {
        /** In the value of an operation, in whichever run and graph. */
        VALUE,
        /** In the value of an operation, while nobody looks at the values it was computed from. */
        FUSION,
        /** In what runs, executables and sessions share; no operation is wrong on its first run. */
        STATE,
        /** Only in what is refused, and how. */
        REFUSAL
    }

    private final String what;
    private final Kind kind;
    private final Set<Op> ops;
    private final Supplier<Behaviour> behaviour;

    Fault(String what, WrongResult.Formula formula, Op... ops) {
        this(what, Kind.VALUE, formula, ops);
    }

    Fault(String what, Kind kind, WrongResult.Formula formula, Op... ops) {
        this.what = what;
        this.kind = kind;
        this.ops = Set.of(ops);
        this.behaviour = kind == Kind.REFUSAL
                ? () -> new Refusals.UncheckedIndices(this.ops, formula)
                : () -> new WrongResult(this.ops, formula);
    }

    Fault(String what, Kind kind, Supplier<Behaviour> behaviour, Op... ops) {
        this.what = what;
        this.kind = kind;
        this.ops = Set.of(ops);
        this.behaviour = behaviour;
    }

    /** As in {@code sum-wrong-axis}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One sentence about what is wrong. */
    public String what() {
        return (ops.isEmpty()
                        ? ""
                        : String.join(
                                        ", ",
                                        new TreeSet<>(ops)
                                                .stream().map(Op::name).toList()) + ": ")
                + what;
    }

    /** When it shows. */
    public Kind kind() {
        return kind;
    }

    /** The operations whose values are wrong, or whose indices go unchecked; empty if no operation is to blame. */
    public Set<Op> ops() {
        return ops;
    }

    Supplier<Behaviour> behaviour() {
        return behaviour;
    }
}
