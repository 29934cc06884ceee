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

/** Products of matrices, however they are stored. */
final class ProductCases {
    private static final int[] ALONE = {};

    /** Rows, columns, and what is summed over. */
    private static final int[][] SIZES = {
        {1, 1, 1},
        {3, 5, 7},
        {5, 3, 2},
        {8, 8, 8},
        {9, 17, 15},
        {16, 16, 16},
        {1, 17, 33},
        {17, 1, 33},
        {31, 33, 1},
        {1, 1, 65},
        {7, 9, 31}
    };

    private static final int[][] EMPTY = {{0, 3, 4}, {3, 0, 4}, {3, 4, 0}, {0, 0, 0}};

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        ProductCases all = new ProductCases();
        for (DType type : List.of(DType.F32, DType.F64)) {
            for (boolean[] flags : new boolean[][] {{false, false}, {true, false}, {false, true}, {true, true}}) {
                Attributes.MatMul stored = new Attributes.MatMul(flags[0], flags[1]);
                for (int[] size : SIZES) {
                    all.product(type, stored, ALONE, size);
                    all.product(type, stored, new int[] {3}, size);
                }
                for (int[] size : EMPTY) {
                    all.product(type, stored, ALONE, size);
                    all.product(type, stored, new int[] {2}, size);
                }
                all.product(type, stored, new int[] {0}, 3, 4, 5);
                all.product(type, stored, new int[] {2, 3}, 4, 5, 6);
                all.product(type, stored, new int[] {2, 1, 2}, 2, 3, 4);
                all.product(type, stored, ALONE, 65, 130, 67);
                all.product(type, stored, new int[] {5}, 1, 50, 20);
                all.product(type, stored, new int[] {5}, 50, 1, 20);
                all.special(type, stored);
            }
            Attributes.MatMul plain = new Attributes.MatMul(false, false);
            all.product(type, plain, ALONE, 257, 66, 65);
            all.product(type, new Attributes.MatMul(false, true), ALONE, 33, 600, 40);
            all.product(type, new Attributes.MatMul(true, false), ALONE, 40, 70, 515);
        }
        return all.cases;
    }

    private void product(DType type, Attributes.MatMul stored, int[] batch, int... size) {
        HostTensor a = Values.usual(type, left(stored, batch, size), "a" + Arrays.toString(size));
        HostTensor b = Values.usual(type, right(stored, batch, size), "b" + Arrays.toString(size));
        cases.add(OneNode.of(Group.OPERATIONS, Op.MATMUL, stored, "", a, b));
    }

    private void special(DType type, Attributes.MatMul stored) {
        int[] size = {9, 10, 11};
        Shape left = left(stored, new int[] {2}, size);
        Shape right = right(stored, new int[] {2}, size);
        cases.add(OneNode.of(
                Group.SPECIAL_VALUES,
                Op.MATMUL,
                stored,
                "few special values",
                Values.special(type, left, 40, "a"),
                Values.special(type, right, 40, "b")));
        HostTensor zeros = HostTensor.zeros(type, left);
        cases.add(OneNode.of(
                Group.SPECIAL_VALUES,
                Op.MATMUL,
                stored,
                "zeros times special values",
                zeros,
                Values.special(type, right, 6, "b")));
    }

    private static Shape left(Attributes.MatMul stored, int[] batch, int[] size) {
        return stored.transposeA() ? join(batch, size[2], size[0]) : join(batch, size[0], size[2]);
    }

    private static Shape right(Attributes.MatMul stored, int[] batch, int[] size) {
        return stored.transposeB() ? join(batch, size[1], size[2]) : join(batch, size[2], size[1]);
    }

    private static Shape join(int[] batch, int rows, int columns) {
        int[] dims = Arrays.copyOf(batch, batch.length + 2);
        dims[batch.length] = rows;
        dims[batch.length + 1] = columns;
        return Shape.of(dims);
    }
}
