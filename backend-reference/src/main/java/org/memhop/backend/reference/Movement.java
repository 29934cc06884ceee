package org.memhop.backend.reference;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

/** Operations that only put elements elsewhere. */
final class Movement {
    private Movement() {}

    static Kernel transpose(Node node) {
        List<Integer> order = ((Attributes.Permutation) node.attributes()).permutation();
        int[] from = node.input(0).shape().strides();
        int[] strides = new int[from.length];
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = from[order.get(axis)];
        }
        return picked(Offsets.of(node.shape(), 0, strides));
    }

    static Kernel broadcastTo(Node node) {
        Shape from = node.input(0).shape();
        int missing = node.shape().rank() - from.rank();
        int[] strides = new int[node.shape().rank()];
        for (int axis = missing; axis < strides.length; axis++) {
            strides[axis] = from.dim(axis - missing) == 1 ? 0 : from.strides()[axis - missing];
        }
        return picked(Offsets.of(node.shape(), 0, strides));
    }

    static Kernel slice(Node node) {
        List<Integer> starts = ((Attributes.Window) node.attributes()).starts();
        int[] strides = node.input(0).shape().strides();
        return picked(Offsets.of(node.shape(), position(starts, strides), strides));
    }

    static Kernel pad(Node node) {
        List<Integer> before = ((Attributes.Padding) node.attributes()).before();
        int[] strides = node.shape().strides();
        int[] to = Offsets.of(node.input(0).shape(), position(before, strides), strides);
        return (x, y) -> {
            for (int i = 0; i < y.shape().size(); i++) {
                y.set(i, 0);
            }
            place(x.get(0), y, to);
        };
    }

    static Kernel concat(Node node) {
        int axis = ((Attributes.Axes) node.attributes()).axes().get(0);
        int[] strides = node.shape().strides();
        List<int[]> targets = new ArrayList<>();
        int start = 0;
        for (Node part : node.inputs()) {
            targets.add(Offsets.of(part.shape(), start * strides[axis], strides));
            start += part.shape().dim(axis);
        }
        return (x, y) -> {
            for (int part = 0; part < targets.size(); part++) {
                place(x.get(part), y, targets.get(part));
            }
        };
    }

    /** Element {@code i} of the result is element {@code from[i]} of the input. */
    private static Kernel picked(int[] from) {
        return (x, y) -> {
            for (int i = 0; i < from.length; i++) {
                y.set(i, x.get(0).get(from[i]));
            }
        };
    }

    /** Element {@code i} of the part becomes element {@code to[i]} of the whole. */
    private static void place(HostTensor part, HostTensor whole, int[] to) {
        for (int i = 0; i < to.length; i++) {
            whole.set(to[i], part.get(i));
        }
    }

    private static int position(List<Integer> index, int[] strides) {
        int position = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            position += index.get(axis) * strides[axis];
        }
        return position;
    }
}
