package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;

/** Rows of a table taken and added to by number. */
final class RowCases {
    private static final List<DType> ALL = List.of(DType.F32, DType.F64, DType.I32);
    private static final int[] WIDTHS = {1, 2, 7, 8, 9, 16, 17, 20, 33, 150};

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        RowCases all = new RowCases();
        for (DType type : ALL) {
            for (int width : WIDTHS) {
                all.both(type, 7, width, Shape.of(4, 9));
            }
            all.both(type, 5, 3, Shape.SCALAR);
            all.both(type, 1, 6, Shape.of(9));
            all.both(type, 50, 4, Shape.of(2, 3, 4));
            all.both(type, 300, 20, Shape.of(32, 10, 6));
            all.both(type, 1000, 33, Shape.of(50, 41));
            all.both(type, 5, 0, Shape.of(3));
            all.both(type, 5, 3, Shape.of(0));
            all.both(type, 0, 3, Shape.of(0));
            all.both(type, 5, 3, Shape.of(2, 0));
            all.gather(Group.OPERATIONS, "one row again and again", Values.usual(type, Shape.of(4, 9), "t"), same(3));
            all.scatter(Group.OPERATIONS, "one row again and again", 4, usual(type, 30, 9), same(3));
            all.scatter(Group.OPERATIONS, "only the last row", 30, usual(type, 1, 9), HostTensor.of(Shape.of(1), 29));
            all.specials(type);
        }
        return all.cases;
    }

    private void both(DType type, int rows, int width, Shape indices) {
        HostTensor at = Values.indices(indices, Math.max(1, rows), "indices");
        gather(Group.OPERATIONS, "", Values.usual(type, Shape.of(rows, width), "table"), at);
        HostTensor x = Values.usual(type, indices.insert(indices.rank(), width), "x");
        scatter(Group.OPERATIONS, "", rows, x, at);
    }

    private void specials(DType type) {
        HostTensor at = Values.indices(Shape.of(60), 7, "special");
        gather(Group.SPECIAL_VALUES, "special values", Values.special(type, Shape.of(7, 17), 3, "t"), at);
        scatter(Group.SPECIAL_VALUES, "few special values", 8, Values.special(type, Shape.of(60, 17), 60, "x"), at);
        HostTensor zeros = HostTensor.zeros(type, Shape.of(60, 17));
        for (int i = 0; i < zeros.shape().size(); i++) {
            zeros.set(i, -0.0);
        }
        scatter(Group.SPECIAL_VALUES, "negative zeros", 8, zeros, at);
    }

    private void gather(Group group, String kind, HostTensor table, HostTensor indices) {
        cases.add(OneNode.of(group, Op.GATHER_ROWS, new Attributes.None(), kind, table, indices));
    }

    private void scatter(Group group, String kind, int rows, HostTensor x, HostTensor indices) {
        cases.add(OneNode.of(group, Op.SCATTER_ADD_ROWS, new Attributes.Rows(rows), kind, x, indices));
    }

    private static HostTensor usual(DType type, int rows, int width) {
        return Values.usual(type, Shape.of(rows, width), "x");
    }

    private static HostTensor same(int row) {
        HostTensor indices = HostTensor.zeros(DType.I32, Shape.of(30));
        Arrays.fill(indices.ints(), row);
        return indices;
    }
}
