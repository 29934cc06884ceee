package org.memhop.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.GraphException;

class ShapeRulesTest {
    private static final Attributes NONE = new Attributes.None();

    private static TensorType f32(int... dims) {
        return new TensorType(DType.F32, Shape.of(dims));
    }

    private static TensorType f64(int... dims) {
        return new TensorType(DType.F64, Shape.of(dims));
    }

    private static TensorType i32(int... dims) {
        return new TensorType(DType.I32, Shape.of(dims));
    }

    private static Attributes axes(Integer... axes) {
        return new Attributes.Axes(List.of(axes));
    }

    private static Attributes matmul(boolean transposeA, boolean transposeB) {
        return new Attributes.MatMul(transposeA, transposeB);
    }

    private static Attributes permutation(Integer... axes) {
        return new Attributes.Permutation(List.of(axes));
    }

    private static Attributes shape(int... dims) {
        return new Attributes.ToShape(Shape.of(dims));
    }

    private static Attributes window(List<Integer> starts, List<Integer> sizes) {
        return new Attributes.Window(starts, sizes);
    }

    private static Attributes padding(List<Integer> before, List<Integer> after) {
        return new Attributes.Padding(before, after);
    }

    private static List<TensorType> of(TensorType... types) {
        return List.of(types);
    }

    static Stream<Arguments> kept() {
        return Stream.of(
                Arguments.of(Op.NEG, of(i32(2, 3)), NONE, i32(2, 3)),
                Arguments.of(Op.EXP, of(f32(2, 3)), NONE, f32(2, 3)),
                Arguments.of(Op.STOP_GRADIENT, of(f64()), NONE, f64()),
                Arguments.of(Op.ADD, of(i32(4), i32(4)), NONE, i32(4)),
                Arguments.of(Op.DIV, of(f64(4), f64(4)), NONE, f64(4)),
                Arguments.of(Op.GREATER, of(f64(4), f64(4)), NONE, i32(4)),
                Arguments.of(Op.WHERE, of(i32(4), f64(4), f64(4)), NONE, f64(4)),
                Arguments.of(Op.CAST, of(i32(4)), new Attributes.To(DType.F32), f32(4)),
                Arguments.of(Op.SUM, of(f32(2, 3, 4)), axes(0, 2), f32(3)),
                Arguments.of(Op.SUM, of(f32(2, 3)), axes(), f32(2, 3)),
                Arguments.of(Op.MAX, of(i32(0, 3)), axes(1), i32(0)),
                Arguments.of(Op.ARGMAX, of(f32(2, 3)), axes(1), i32(2)),
                Arguments.of(Op.MATMUL, of(f32(2, 3), f32(3, 4)), matmul(false, false), f32(2, 4)),
                Arguments.of(Op.MATMUL, of(f32(7, 3, 2), f32(7, 4, 3)), matmul(true, true), f32(7, 2, 4)),
                Arguments.of(Op.RESHAPE, of(i32(2, 3)), shape(6), i32(6)),
                Arguments.of(Op.TRANSPOSE, of(f32(2, 3, 4)), permutation(2, 0, 1), f32(4, 2, 3)),
                Arguments.of(Op.BROADCAST_TO, of(f32(1, 3)), shape(5, 4, 3), f32(5, 4, 3)),
                Arguments.of(Op.CONCAT, of(f32(2, 3), f32(2, 0), f32(2, 1)), axes(1), f32(2, 4)),
                Arguments.of(Op.SLICE, of(f32(2, 3)), window(List.of(1, 0), List.of(1, 3)), f32(1, 3)),
                Arguments.of(Op.PAD, of(f32(2, 3)), padding(List.of(1, 0), List.of(0, 2)), f32(3, 5)),
                Arguments.of(Op.GATHER_ROWS, of(f32(9, 3), i32(2, 4)), NONE, f32(2, 4, 3)),
                Arguments.of(Op.SCATTER_ADD_ROWS, of(f32(2, 4, 3), i32(2, 4)), new Attributes.Rows(9), f32(9, 3)),
                Arguments.of(Op.SOFTMAX, of(f64(2, 3)), NONE, f64(2, 3)),
                Arguments.of(Op.CROSS_ENTROPY, of(f64(2, 3), i32(2)), NONE, f64(2)),
                Arguments.of(Op.CROSS_ENTROPY_GRAD, of(f64(2, 3), i32(2), f64(2)), NONE, f64(2, 3)));
    }

    @ParameterizedTest
    @MethodSource("kept")
    void the_result_follows_from_the_inputs(Op op, List<TensorType> in, Attributes attributes, TensorType expected) {
        assertThat(op.infer(in, attributes)).isEqualTo(expected);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(Op.INPUT, of(), NONE, "has its type given, not inferred"),
                Arguments.of(Op.NEG, of(), NONE, "takes 1 input(s)"),
                Arguments.of(Op.NEG, of(f32()), axes(0), "takes None attributes, found Axes[axes=[0]]"),
                Arguments.of(Op.EXP, of(i32(2)), NONE, "takes F32 or F64"),
                Arguments.of(Op.ADD, of(f32(2), f64(2)), NONE, "inputs must have one type and shape"),
                Arguments.of(Op.ADD, of(f32(2), f32(3)), NONE, "inputs must have one type and shape"),
                Arguments.of(Op.DIV, of(i32(2), i32(2)), NONE, "takes F32 or F64"),
                Arguments.of(Op.EQUAL, of(f32(2), i32(2)), NONE, "inputs must have one type and shape"),
                Arguments.of(Op.WHERE, of(f32(2), f32(2), f32(2)), NONE, "the condition must be I32"),
                Arguments.of(Op.WHERE, of(i32(2), f32(2), f64(2)), NONE, "both branches must have one type and shape"),
                Arguments.of(Op.WHERE, of(i32(1), f32(2), f32(2)), NONE, "condition and branches must have one shape"),
                Arguments.of(Op.SUM, of(f32(2, 3)), axes(2), "axes [2] must ascend and exist"),
                Arguments.of(Op.SUM, of(f32(2, 3)), axes(-1), "axes [-1] must ascend and exist"),
                Arguments.of(Op.SUM, of(f32(2, 3)), axes(1, 0), "axes [1, 0] must ascend and exist"),
                Arguments.of(Op.SUM, of(f32(2, 3)), axes(1, 1), "axes [1, 1] must ascend and exist"),
                Arguments.of(Op.MAX, of(f32(2, 0)), axes(1), "axis 1 is empty, and nothing has no maximum"),
                Arguments.of(Op.ARGMAX, of(f32(2, 3)), axes(0, 1), "takes exactly one axis"),
                Arguments.of(Op.ARGMAX, of(f32(2, 3)), axes(), "takes exactly one axis"),
                Arguments.of(Op.MATMUL, of(f32(2, 3), f64(3, 2)), matmul(false, false), "operands must have one type"),
                Arguments.of(Op.MATMUL, of(i32(2, 3), i32(3, 2)), matmul(false, false), "takes F32 or F64"),
                Arguments.of(
                        Op.MATMUL, of(f32(3), f32(3)), matmul(false, false), "operands must have one rank, 2 or more"),
                Arguments.of(
                        Op.MATMUL,
                        of(f32(2, 3), f32(1, 3, 2)),
                        matmul(false, false),
                        "operands must have one rank, 2 or more"),
                Arguments.of(
                        Op.MATMUL,
                        of(f32(2, 3), f32(3, 2)),
                        matmul(true, false),
                        "the inner extents must agree (transposeA=true, transposeB=false)"),
                Arguments.of(
                        Op.MATMUL,
                        of(f32(2, 3), f32(3, 2)),
                        matmul(false, true),
                        "the inner extents must agree (transposeA=false, transposeB=true)"),
                Arguments.of(
                        Op.MATMUL, of(f32(4, 2, 3), f32(5, 3, 2)), matmul(false, false), "leading axes must be equal"),
                Arguments.of(Op.RESHAPE, of(f32(2, 3)), shape(5), "[5] has another number of elements"),
                Arguments.of(Op.TRANSPOSE, of(f32(2, 3)), permutation(0), "[0] must name every axis once"),
                Arguments.of(Op.TRANSPOSE, of(f32(2, 3)), permutation(0, 0), "[0, 0] must name every axis once"),
                Arguments.of(Op.TRANSPOSE, of(f32(2, 3)), permutation(0, 2), "[0, 2] must name every axis once"),
                Arguments.of(Op.TRANSPOSE, of(f32(2, 3)), permutation(-1, 0), "[-1, 0] must name every axis once"),
                Arguments.of(Op.TRANSPOSE, of(f32(2)), permutation(), "[] must name every axis once"),
                Arguments.of(Op.BROADCAST_TO, of(f32(2, 3)), shape(3), "does not stretch to [3]; extents"),
                Arguments.of(Op.BROADCAST_TO, of(f32(2, 3)), shape(4, 3), "does not stretch to [4, 3]; extents"),
                Arguments.of(Op.CONCAT, of(), axes(0), "takes at least one input"),
                Arguments.of(Op.CONCAT, of(f32(2)), axes(1), "there is no axis 1"),
                Arguments.of(Op.CONCAT, of(f32(2)), axes(-1), "there is no axis -1"),
                Arguments.of(Op.CONCAT, of(f32(2, 2)), axes(0, 1), "takes exactly one axis"),
                Arguments.of(
                        Op.CONCAT, of(f32(2), f64(2)), axes(0), "inputs must agree in type and in every axis but 0"),
                Arguments.of(Op.CONCAT, of(f32(2), f32(2, 1)), axes(0), "inputs must agree in type"),
                Arguments.of(Op.CONCAT, of(f32(2, 2), f32(2, 1)), axes(0), "inputs must agree in type"),
                Arguments.of(
                        Op.SLICE,
                        of(f32(2, 3)),
                        window(List.of(1, 1), List.of(1, 3)),
                        "starts [1, 1] and sizes [1, 3] leave the tensor"),
                Arguments.of(
                        Op.SLICE,
                        of(f32(3)),
                        window(List.of(-1), List.of(2)),
                        "starts [-1] and sizes [2] leave the tensor"),
                Arguments.of(
                        Op.SLICE,
                        of(f32(3)),
                        window(List.of(1), List.of(-1)),
                        "starts [1] and sizes [-1] leave the tensor"),
                Arguments.of(
                        Op.SLICE,
                        of(f32(3)),
                        window(List.of(1, 0), List.of(1)),
                        "starts [1, 0] and sizes [1] leave the tensor"),
                Arguments.of(
                        Op.SLICE,
                        of(f32(3)),
                        window(List.of(1), List.of(1, 1)),
                        "starts [1] and sizes [1, 1] leave the tensor"),
                Arguments.of(
                        Op.SLICE,
                        of(f32(3)),
                        window(List.of(Integer.MAX_VALUE), List.of(Integer.MAX_VALUE)),
                        "starts [2147483647] and sizes [2147483647] leave the tensor"),
                Arguments.of(
                        Op.PAD,
                        of(f32(3)),
                        padding(List.of(-1), List.of(0)),
                        "takes two counts, 0 or more, for each axis"),
                Arguments.of(Op.PAD, of(f32(3)), padding(List.of(0), List.of(-1)), "takes two counts"),
                Arguments.of(Op.PAD, of(f32(3)), padding(List.of(), List.of(0)), "takes two counts"),
                Arguments.of(Op.PAD, of(f32(3)), padding(List.of(0), List.of(0, 0)), "takes two counts"),
                Arguments.of(
                        Op.PAD,
                        of(f32(10)),
                        padding(List.of(Integer.MAX_VALUE), List.of(Integer.MAX_VALUE)),
                        "axis 0 would have 4294967304 elements"),
                Arguments.of(Op.GATHER_ROWS, of(f32(9), i32(2)), NONE, "the table must have rank 2"),
                Arguments.of(Op.GATHER_ROWS, of(f32(9, 3), f32(2)), NONE, "indices must be I32"),
                Arguments.of(Op.SCATTER_ADD_ROWS, of(f32(2, 3), f32(2)), new Attributes.Rows(9), "indices must be I32"),
                Arguments.of(
                        Op.SCATTER_ADD_ROWS,
                        of(f32(2, 3), i32(3)),
                        new Attributes.Rows(9),
                        "rows must have the shape of the indices plus one axis"),
                Arguments.of(
                        Op.SCATTER_ADD_ROWS,
                        of(f32(), i32()),
                        new Attributes.Rows(9),
                        "rows must have the shape of the indices plus one axis"),
                Arguments.of(
                        Op.SCATTER_ADD_ROWS,
                        of(f32(2, 3), i32(2)),
                        new Attributes.Rows(-1),
                        "the number of rows must be 0 or more, not -1"),
                Arguments.of(Op.SOFTMAX, of(f32()), NONE, "a scalar has no last axis"),
                Arguments.of(Op.LOG_SOFTMAX, of(i32(2)), NONE, "takes F32 or F64"),
                Arguments.of(Op.CROSS_ENTROPY, of(i32(2, 3), i32(2)), NONE, "takes F32 or F64"),
                Arguments.of(Op.CROSS_ENTROPY, of(f32(2, 3), f32(2)), NONE, "takes logits [B, V] and I32 labels [B]"),
                Arguments.of(Op.CROSS_ENTROPY, of(f32(2, 3), i32(3)), NONE, "takes logits [B, V] and I32 labels [B]"),
                Arguments.of(Op.CROSS_ENTROPY, of(f32(2), i32(2)), NONE, "takes logits [B, V] and I32 labels [B]"),
                Arguments.of(Op.CROSS_ENTROPY, of(f32(2, 3), i32(2, 1)), NONE, "takes logits [B, V]"),
                Arguments.of(
                        Op.CROSS_ENTROPY_GRAD,
                        of(f32(2, 3), i32(2), f64(2)),
                        NONE,
                        "the incoming gradient must be one number of the logits' type for each label"),
                Arguments.of(
                        Op.CROSS_ENTROPY_GRAD,
                        of(f32(2, 3), i32(2), f32(3)),
                        NONE,
                        "the incoming gradient must be one number"),
                Arguments.of(Op.CROSS_ENTROPY_GRAD, of(i32(2, 3), i32(2), i32(2)), NONE, "takes F32 or F64"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_broken_rule_is_named_with_the_operation_and_what_it_was_given(
            Op op, List<TensorType> in, Attributes attributes, String rule) {
        assertThatThrownBy(() -> op.infer(in, attributes))
                .isInstanceOf(GraphException.class)
                .hasMessageStartingWith(op + " of " + in + ": " + rule);
    }

    @Test
    void variables_and_constants_have_the_type_of_what_they_stand_for() {
        Variable variable = new Variable("w", DType.F64, Shape.of(2));

        assertThat(Op.VARIABLE.infer(of(), new Attributes.Of(variable))).isEqualTo(f64(2));
        assertThat(Op.CONSTANT.infer(of(), new Attributes.Value(HostTensor.of(Shape.SCALAR, 3))))
                .isEqualTo(i32());
    }
}
