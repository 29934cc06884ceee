package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;

/** Rows of scores turned into probabilities, their logarithms, losses, and the gradient of a loss. */
final class SoftmaxCases {
    private static final Attributes NONE = new Attributes.None();
    private static final int[] WIDTHS = {1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 50, 200};

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        SoftmaxCases all = new SoftmaxCases();
        for (DType type : List.of(DType.F32, DType.F64)) {
            for (int width : WIDTHS) {
                all.rows(Group.OPERATIONS, "", Values.usual(type, Shape.of(6, width), "x" + width));
            }
            all.rows(Group.OPERATIONS, "", Values.usual(type, Shape.of(0, 5), "x"));
            all.rows(Group.OPERATIONS, "", Values.usual(type, Shape.of(3, 10_000), "x"));
            all.rows(Group.OPERATIONS, "", Values.usual(type, Shape.of(513, 40), "x"));
            all.alone(Group.OPERATIONS, "", Values.usual(type, Shape.of(17), "x"));
            all.alone(Group.OPERATIONS, "", Values.usual(type, Shape.of(2, 3, 4, 5), "x"));
            all.alone(Group.OPERATIONS, "", Values.usual(type, Shape.of(3, 0), "x"));
            all.alone(Group.OPERATIONS, "", Values.usual(type, Shape.of(2, 0, 3), "x"));
            all.specials(type);
        }
        return all.cases;
    }

    private void specials(DType type) {
        Shape shape = Shape.of(60, 17);
        rows(Group.SPECIAL_VALUES, "from -100 to 100", Values.between(type, shape, -100, 100, "x"));
        rows(Group.SPECIAL_VALUES, "from 1000 to 1010", Values.between(type, shape, 1000, 1010, "x"));
        rows(Group.SPECIAL_VALUES, "from -1010 to -1000", Values.between(type, shape, -1010, -1000, "x"));
        rows(Group.SPECIAL_VALUES, "ties", Values.tied(type, shape, "x"));
        rows(Group.SPECIAL_VALUES, "few special values", Values.special(type, shape, 30, "x"));
        rows(Group.SPECIAL_VALUES, "one huge score", oneHuge(type));
        rows(Group.SPECIAL_VALUES, "the least number", least(type));
        rows(Group.SPECIAL_VALUES, "masked with -1e30", masked(type));
    }

    /** All four operations. */
    private void rows(Group group, String kind, HostTensor x) {
        alone(group, kind, x);
        Shape labels = Shape.of(x.shape().dim(0));
        HostTensor labelled = Values.indices(labels, x.shape().dim(1), "labels");
        cases.add(OneNode.of(group, Op.CROSS_ENTROPY, NONE, kind, x, labelled));
        HostTensor gradient = Values.usual(x.type(), labels, "gradient");
        cases.add(OneNode.of(group, Op.CROSS_ENTROPY_GRAD, NONE, kind, x, labelled, gradient));
    }

    private void alone(Group group, String kind, HostTensor x) {
        cases.add(OneNode.of(group, Op.SOFTMAX, NONE, kind, x));
        cases.add(OneNode.of(group, Op.LOG_SOFTMAX, NONE, kind, x));
    }

    private static HostTensor oneHuge(DType type) {
        HostTensor x = Values.usual(type, Shape.of(5, 9), "x");
        for (int row = 0; row < 5; row++) {
            x.set(row * 9 + 2 * row, type == DType.F32 ? Float.MAX_VALUE : Double.MAX_VALUE);
        }
        return x;
    }

    /** Rows with one −∞, with all but one, and with nothing else. */
    private static HostTensor least(DType type) {
        HostTensor x = Values.usual(type, Shape.of(3, 9), "x");
        x.set(4, Double.NEGATIVE_INFINITY);
        for (int i = 9; i < 27; i++) {
            x.set(i, i == 12 ? 3 : Double.NEGATIVE_INFINITY);
        }
        return x;
    }

    /** As a memory masks its empty slots; a row that is masked throughout stays a distribution. */
    private static HostTensor masked(DType type) {
        HostTensor x = Values.usual(type, Shape.of(4, 9), "x");
        for (int i = 5; i < 36; i++) {
            x.set(i, i < 9 || i >= 27 ? -1e30 : x.get(i));
        }
        return x;
    }
}
