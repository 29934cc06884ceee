package org.memhop.conformance.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Shape;
import org.memhop.conformance.Case;
import org.memhop.conformance.Group;

/** Operations that only put elements elsewhere; every number, of whatever kind, keeps its bits. */
final class MovementCases {
    private static final List<DType> ALL = List.of(DType.F32, DType.F64, DType.I32);
    private static final Shape BOX = Shape.of(3, 4, 5);

    private final List<Case> cases = new ArrayList<>();

    static List<Case> list() {
        MovementCases all = new MovementCases();
        for (DType type : ALL) {
            all.reshapes(type);
            all.transposes(type);
            all.broadcasts(type);
            all.concats(type);
            all.slices(type);
            all.pads(type);
        }
        return all.cases;
    }

    private void reshapes(DType type) {
        reshape(type, Shape.of(3, 4, 5), Shape.of(5, 12));
        reshape(type, Shape.of(60), Shape.of(3, 4, 5));
        reshape(type, Shape.of(1, 1), Shape.SCALAR);
        reshape(type, Shape.SCALAR, Shape.of(1, 1, 1));
        reshape(type, Shape.of(0, 3), Shape.of(7, 0));
        reshape(type, Shape.of(17, 1), Shape.of(1, 17));
        reshape(type, Shape.of(300, 257), Shape.of(257, 300));
    }

    private void transposes(DType type) {
        transpose(type, Shape.SCALAR, List.of());
        transpose(type, Shape.of(7), List.of(0));
        transpose(type, Shape.of(0, 3), List.of(1, 0));
        transpose(type, Shape.of(1, 5), List.of(1, 0));
        transpose(type, Shape.of(33, 65), List.of(1, 0));
        transpose(type, Shape.of(257, 300), List.of(1, 0));
        for (List<Integer> order : permutations(3)) {
            transpose(type, BOX, order);
        }
        for (List<Integer> order : permutations(4)) {
            transpose(type, Shape.of(2, 3, 4, 5), order);
        }
        transpose(type, Shape.of(2, 0, 3), List.of(2, 0, 1));
    }

    private void broadcasts(DType type) {
        for (Shape from : List.of(
                Shape.SCALAR,
                Shape.of(1),
                Shape.of(5),
                Shape.of(4, 1),
                Shape.of(1, 5),
                Shape.of(3, 1, 1),
                Shape.of(1, 4, 1),
                Shape.of(3, 1, 5),
                Shape.of(3, 4, 1))) {
            broadcast(type, from, BOX);
        }
        broadcast(type, Shape.of(4, 1), Shape.of(2, 3, 4, 17));
        broadcast(type, Shape.SCALAR, Shape.of(33));
        broadcast(type, Shape.SCALAR, Shape.of(0));
        broadcast(type, Shape.of(1, 3), Shape.of(0, 3));
        broadcast(type, Shape.of(0, 1), Shape.of(2, 0, 3));
        broadcast(type, Shape.of(300), Shape.of(257, 300));
        broadcast(type, Shape.of(257, 1), Shape.of(257, 300));
    }

    private void concats(DType type) {
        concat(type, 0, Shape.of(3), Shape.of(4));
        concat(type, 0, Shape.of(2, 3), Shape.of(1, 3), Shape.of(4, 3));
        concat(type, 1, Shape.of(2, 3), Shape.of(2, 1), Shape.of(2, 17));
        concat(type, 1, Shape.of(2, 1, 3), Shape.of(2, 2, 3));
        concat(type, 2, Shape.of(2, 2, 1), Shape.of(2, 2, 3));
        concat(type, 0, BOX);
        concat(type, 0, Shape.of(0, 3), Shape.of(2, 3));
        concat(type, 1, Shape.of(2, 0), Shape.of(2, 3), Shape.of(2, 0));
        concat(type, 0, Shape.of(0), Shape.of(0));
        Shape[] many = Collections.nCopies(40, Shape.of(2, 3)).toArray(new Shape[0]);
        concat(type, 1, many);
        concat(type, 0, Shape.of(130, 300), Shape.of(127, 300));
        concat(type, 1, Shape.of(257, 130), Shape.of(257, 170));
    }

    private void slices(DType type) {
        slice(type, Shape.of(9), List.of(2), List.of(5));
        slice(type, Shape.of(9), List.of(9), List.of(0));
        slice(type, Shape.SCALAR, List.of(), List.of());
        slice(type, BOX, List.of(0, 0, 0), List.of(3, 4, 5));
        slice(type, BOX, List.of(1, 0, 0), List.of(2, 4, 5));
        slice(type, BOX, List.of(0, 2, 0), List.of(3, 1, 5));
        slice(type, BOX, List.of(0, 0, 4), List.of(3, 4, 1));
        slice(type, BOX, List.of(1, 0, 2), List.of(2, 3, 3));
        slice(type, BOX, List.of(1, 0, 2), List.of(2, 0, 3));
        slice(type, Shape.of(2, 3, 4, 5), List.of(1, 1, 1, 1), List.of(1, 2, 3, 4));
        slice(type, Shape.of(0, 3), List.of(0, 1), List.of(0, 2));
        slice(type, Shape.of(3, 0), List.of(1, 0), List.of(2, 0));
        slice(type, Shape.of(257, 300), List.of(3, 7), List.of(250, 290));
    }

    private void pads(DType type) {
        pad(type, Shape.of(5), List.of(2), List.of(0));
        pad(type, Shape.of(5), List.of(0), List.of(3));
        pad(type, Shape.SCALAR, List.of(), List.of());
        pad(type, BOX, List.of(0, 0, 0), List.of(0, 0, 0));
        pad(type, BOX, List.of(1, 0, 2), List.of(0, 3, 1));
        pad(type, Shape.of(0, 3), List.of(1, 0), List.of(1, 2));
        pad(type, Shape.of(3, 0), List.of(0, 0), List.of(1, 0));
        pad(type, Shape.of(2, 3, 4, 5), List.of(1, 1, 1, 1), List.of(1, 0, 1, 0));
        pad(type, Shape.of(250, 290), List.of(3, 4), List.of(4, 6));
    }

    private void reshape(DType type, Shape from, Shape to) {
        add(Op.RESHAPE, new Attributes.ToShape(to), type, from);
    }

    private void transpose(DType type, Shape from, List<Integer> order) {
        add(Op.TRANSPOSE, new Attributes.Permutation(order), type, from);
    }

    private void broadcast(DType type, Shape from, Shape to) {
        add(Op.BROADCAST_TO, new Attributes.ToShape(to), type, from);
    }

    private void concat(DType type, int axis, Shape... parts) {
        add(Op.CONCAT, new Attributes.Axes(List.of(axis)), type, parts);
    }

    private void slice(DType type, Shape from, List<Integer> starts, List<Integer> sizes) {
        add(Op.SLICE, new Attributes.Window(starts, sizes), type, from);
    }

    private void pad(DType type, Shape from, List<Integer> before, List<Integer> after) {
        add(Op.PAD, new Attributes.Padding(before, after), type, from);
    }

    private void add(Op op, Attributes attributes, DType type, Shape... shapes) {
        HostTensor[] operands = new HostTensor[shapes.length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = Values.special(type, shapes[i], 4, op.name() + i);
        }
        cases.add(OneNode.of(Group.OPERATIONS, op, attributes, "", operands));
    }

    private static List<List<Integer>> permutations(int n) {
        if (n == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : permutations(n - 1)) {
            for (int at = 0; at < n; at++) {
                List<Integer> longer = new ArrayList<>(shorter);
                longer.add(at, n - 1);
                all.add(longer);
            }
        }
        return all;
    }
}
