package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;

/** Operations that look at one position at a time. */
final class ElementwiseCases {
    private static final Attributes NONE = new Attributes.None();
    private static final List<DType> FLOATING = List.of(DType.F32, DType.F64);
    private static final List<DType> ALL = List.of(DType.F32, DType.F64, DType.I32);

    /** Around the widths of vector registers, nothing, one, and several axes. */
    static final List<Shape> SHAPES = List.of(
            Shape.SCALAR,
            Shape.of(0),
            Shape.of(1),
            Shape.of(7),
            Shape.of(8),
            Shape.of(9),
            Shape.of(15),
            Shape.of(16),
            Shape.of(17),
            Shape.of(31),
            Shape.of(33),
            Shape.of(3, 0, 2),
            Shape.of(5, 33),
            Shape.of(2, 3, 5, 7));

    /** Enough to be split among threads. */
    private static final Shape LARGE = Shape.of(3, 23_333);

    private static final Shape SOME = Shape.of(1000);

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        ElementwiseCases all = new ElementwiseCases();
        for (Op op : List.of(Op.EXP, Op.LOG, Op.SQRT, Op.TANH, Op.SIGMOID)) {
            FLOATING.forEach(type -> all.unary(op, type));
        }
        for (Op op : List.of(Op.NEG, Op.RELU, Op.STOP_GRADIENT)) {
            ALL.forEach(type -> all.unary(op, type));
        }
        for (Op op : List.of(Op.ADD, Op.SUB, Op.MUL, Op.MAXIMUM, Op.GREATER, Op.EQUAL)) {
            ALL.forEach(type -> all.binary(op, type));
        }
        FLOATING.forEach(type -> all.binary(Op.DIV, type));
        ALL.forEach(all::where);
        ALL.forEach(from -> ALL.forEach(to -> all.cast(from, to)));
        return all.cases;
    }

    private void unary(Op op, DType type) {
        for (Shape shape : SHAPES) {
            add(Group.OPERATIONS, op, "", domain(op, type, shape));
        }
        add(Group.OPERATIONS, op, "", domain(op, type, LARGE));
        add(Group.SPECIAL_VALUES, op, "any bits", Values.anyBits(type, SOME, op.name()));
        add(Group.SPECIAL_VALUES, op, "special values", each(type));
        add(Group.SPECIAL_VALUES, op, "negative zeros", negativeZeros(type, 4));
        add(Group.SPECIAL_VALUES, op, "negative zeros", negativeZeros(type, 37));
        if (op == Op.EXP || op == Op.TANH || op == Op.SIGMOID) {
            double end = type == DType.F32 ? 90 : 720;
            HostTensor wide = Values.between(type, SOME, -end, end, op.name());
            add(Group.OPERATIONS, op, "from " + -end + " to " + end, wide);
            add(Group.OPERATIONS, op, "near 0", Values.between(type, SOME, -1e-3, 1e-3, op.name()));
        }
        if (op == Op.LOG) {
            add(Group.OPERATIONS, op, "near 1", Values.between(type, SOME, 0.999, 1.001, "log"));
        }
    }

    private void binary(Op op, DType type) {
        for (Shape shape : SHAPES) {
            HostTensor a = Values.usual(type, shape, op + "a");
            HostTensor b = Values.usual(type, shape, op + "b");
            if (op == Op.EQUAL) {
                b = half(a, b);
            }
            add(Group.OPERATIONS, op, "", a, b);
        }
        add(Group.OPERATIONS, op, "", Values.usual(type, LARGE, op + "a"), Values.usual(type, LARGE, op + "b"));
        HostTensor any = Values.anyBits(type, SOME, op + "a");
        add(Group.SPECIAL_VALUES, op, "any bits", any, Values.anyBits(type, SOME, op + "b"));
        add(Group.SPECIAL_VALUES, op, "ties", Values.tied(type, SOME, op + "a"), Values.tied(type, SOME, op + "b"));
        double[] special = Values.special(type);
        Shape square = Shape.of(special.length, special.length);
        HostTensor left = HostTensor.zeros(type, square);
        HostTensor right = HostTensor.zeros(type, square);
        for (int i = 0; i < square.size(); i++) {
            left.set(i, special[i / special.length]);
            right.set(i, special[i % special.length]);
        }
        add(Group.SPECIAL_VALUES, op, "special values", left, right);
    }

    private void where(DType type) {
        for (Shape shape : withLarge()) {
            HostTensor condition = Values.tied(DType.I32, shape, "where"); // −1 counts as 1
            add(
                    Group.OPERATIONS,
                    Op.WHERE,
                    "",
                    condition,
                    Values.usual(type, shape, "a"),
                    Values.usual(type, shape, "b"));
        }
        Shape shape = each(type).shape();
        add(
                Group.SPECIAL_VALUES,
                Op.WHERE,
                "special values",
                Values.special(DType.I32, shape, 2, "where"),
                each(type),
                Values.usual(type, shape, "b"));
    }

    private void cast(DType from, DType to) {
        Attributes attributes = new Attributes.To(to);
        for (Shape shape : withLarge()) {
            HostTensor x = from == DType.I32
                    ? Values.usual(from, shape, "cast")
                    : Values.between(from, shape, -9, 9, "cast"); // towards zero on both sides
            cases.add(OneNode.of(Group.OPERATIONS, Op.CAST, attributes, "", x));
        }
        HostTensor any = Values.anyBits(from, SOME, "cast");
        cases.add(OneNode.of(Group.SPECIAL_VALUES, Op.CAST, attributes, "any bits", any));
        cases.add(OneNode.of(Group.SPECIAL_VALUES, Op.CAST, attributes, "special values", each(from)));
    }

    private static List<Shape> withLarge() {
        return Stream.concat(SHAPES.stream(), Stream.of(LARGE)).toList();
    }

    private void add(Group group, Op op, String kind, HostTensor... operands) {
        cases.add(OneNode.of(group, op, NONE, kind, operands));
    }

    /** Numbers for which an operation is defined. */
    private static HostTensor domain(Op op, DType type, Shape shape) {
        return op == Op.LOG || op == Op.SQRT
                ? Values.positive(type, shape, op.name())
                : Values.usual(type, shape, op.name());
    }

    private static HostTensor negativeZeros(DType type, int n) {
        double[] zeros = new double[n];
        Arrays.fill(zeros, -0.0);
        return HostTensor.ofRounded(type, Shape.of(n), zeros);
    }

    private static HostTensor each(DType type) {
        double[] special = Values.special(type);
        return HostTensor.ofRounded(type, Shape.of(special.length), special);
    }

    /** Every other element of {@code b} replaced by {@code a}'s. */
    private static HostTensor half(HostTensor a, HostTensor b) {
        for (int i = 0; i < b.shape().size(); i += 2) {
            b.set(i, a.get(i));
        }
        return b;
    }
}
