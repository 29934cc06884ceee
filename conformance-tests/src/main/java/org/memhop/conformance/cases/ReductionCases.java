package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;

/** Sums, largest elements and their places, over every choice of axes. */
final class ReductionCases {
    private static final List<DType> ALL = List.of(DType.F32, DType.F64, DType.I32);

    private static final List<Shape> SHAPES = List.of(
            Shape.SCALAR,
            Shape.of(1),
            Shape.of(7),
            Shape.of(16),
            Shape.of(17),
            Shape.of(33),
            Shape.of(1, 1),
            Shape.of(3, 8),
            Shape.of(5, 33),
            Shape.of(2, 3, 4, 5));

    private static final List<Shape> EMPTY = List.of(Shape.of(0), Shape.of(3, 0), Shape.of(0, 3), Shape.of(2, 0, 3));

    private static final Shape LARGE = Shape.of(257, 300);

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        ReductionCases all = new ReductionCases();
        for (DType type : ALL) {
            for (Op op : List.of(Op.SUM, Op.MAX)) {
                SHAPES.forEach(shape -> all.everyChoice(op, type, shape));
                all.choices(op, type, LARGE, List.of(0), List.of(1), List.of(0, 1));
                all.specials(op, type);
            }
            EMPTY.forEach(shape -> all.everyChoice(Op.SUM, type, shape));
            all.choices(Op.MAX, type, Shape.of(0, 3), List.of(1));
            all.choices(Op.MAX, type, Shape.of(2, 0, 3), List.of(0), List.of(2), List.of(0, 2));
            all.argmax(type);
        }
        return all.cases;
    }

    private void everyChoice(Op op, DType type, Shape shape) {
        int rank = shape.rank();
        for (int chosen = 0; chosen < 1 << rank; chosen++) {
            int bits = chosen;
            choices(
                    op,
                    type,
                    shape,
                    IntStream.range(0, rank)
                            .filter(axis -> (bits >> axis & 1) == 1)
                            .boxed()
                            .toList());
        }
    }

    @SafeVarargs
    private void choices(Op op, DType type, Shape shape, List<Integer>... choices) {
        for (List<Integer> axes : choices) {
            HostTensor x = Values.usual(type, shape, op.name() + axes);
            cases.add(OneNode.of(Group.OPERATIONS, op, new Attributes.Axes(axes), "", x));
        }
    }

    private void specials(Op op, DType type) {
        Shape shape = Shape.of(40, 6, 10);
        for (List<Integer> axes : List.of(List.of(2), List.of(1), List.of(0), List.of(1, 2), List.of(0, 1, 2))) {
            Attributes attributes = new Attributes.Axes(axes);
            HostTensor few = Values.special(type, shape, 25, op.name() + axes);
            cases.add(OneNode.of(Group.SPECIAL_VALUES, op, attributes, "few special values", few));
            HostTensor zeros = HostTensor.zeros(type, shape);
            IntStream.range(0, shape.size()).filter(i -> i % 3 != 0).forEach(i -> zeros.set(i, -0.0));
            cases.add(OneNode.of(Group.SPECIAL_VALUES, op, attributes, "zeros of both signs", zeros));
        }
        Attributes last = new Attributes.Axes(List.of(1));
        cases.add(OneNode.of(Group.SPECIAL_VALUES, op, last, "all below zero", below(type)));
        HostTensor minus = HostTensor.zeros(type, Shape.of(3, 17));
        IntStream.range(0, 51).forEach(i -> minus.set(i, Double.NEGATIVE_INFINITY));
        cases.add(OneNode.of(Group.SPECIAL_VALUES, op, last, "the least number only", minus));
        if (type.isFloating()) {
            HostTensor cancelling = HostTensor.ofRounded(type, Shape.of(1, 6), 1e8, 1, -1e8, 1e8, 0.5, -1e8);
            cases.add(OneNode.of(Group.SPECIAL_VALUES, op, last, "cancelling", cancelling));
        }
    }

    private void argmax(DType type) {
        for (Shape shape : SHAPES) {
            for (int axis = 0; axis < shape.rank(); axis++) {
                argmax(Group.OPERATIONS, axis, "", Values.usual(type, shape, "argmax" + axis));
            }
        }
        argmax(Group.OPERATIONS, 1, "", Values.usual(type, LARGE, "argmax"));
        argmax(Group.OPERATIONS, 0, "", Values.usual(type, LARGE, "argmax"));
        argmax(Group.OPERATIONS, 1, "", HostTensor.zeros(type, Shape.of(0, 3)));
        for (int axis = 0; axis < 3; axis++) {
            Shape shape = Shape.of(40, 6, 10);
            argmax(Group.SPECIAL_VALUES, axis, "ties", Values.tied(type, shape, "argmax" + axis));
            argmax(Group.SPECIAL_VALUES, axis, "special values", Values.special(type, shape, 4, "argmax" + axis));
        }
        argmax(Group.SPECIAL_VALUES, 1, "all below zero", below(type));
        if (type.isFloating()) {
            double nan = Double.NaN;
            double minus = Double.NEGATIVE_INFINITY;
            argmax(
                    Group.SPECIAL_VALUES,
                    1,
                    "zeros, NaN and the least number",
                    HostTensor.ofRounded(type, Shape.of(5, 3), new double[] {
                        -0.0, 0.0, -0.0, 0.0, -0.0, 0.0, 1, nan, nan, nan, 5, 7, minus, minus, minus
                    }));
        }
    }

    private void argmax(Group group, int axis, String kind, HostTensor x) {
        cases.add(OneNode.of(group, Op.ARGMAX, new Attributes.Axes(List.of(axis)), kind, x));
    }

    private static HostTensor below(DType type) {
        HostTensor below = HostTensor.zeros(type, Shape.of(3, 17));
        IntStream.range(0, 51).forEach(i -> below.set(i, -3 - i * 7 % 11));
        return below;
    }
}
