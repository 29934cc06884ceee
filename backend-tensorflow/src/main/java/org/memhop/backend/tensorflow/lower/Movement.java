package org.memhop.backend.tensorflow.lower;

import java.util.List;
import java.util.stream.IntStream;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Shape;
import org.tensorflow.Output;

/**
 * Operations that only put elements elsewhere. TensorFlow's take tensors of few axes only: those of more go axis by axis, as
 * tensors of three axes, the middle one being the axis in question.
 */
final class Movement {
    /** Axes that TensorFlow stretches, cuts and pads together. */
    static final int MOST_AXES = 5;

    private Movement() {}

    static Output<?> broadcast(Emitter e, Output<?> x, Shape from, Shape to) {
        if (from.size() == to.size()) {
            return e.reshape(x, to);
        }
        if (to.rank() <= MOST_AXES) {
            return e.op("BroadcastTo", x, e.ints(to.dims()));
        }
        int missing = to.rank() - from.rank();
        Shape now = Shape.of(IntStream.range(0, to.rank())
                .map(axis -> axis < missing ? 1 : from.dim(axis - missing))
                .toArray());
        Output<?> y = x;
        for (int axis = 0; axis < to.rank(); axis++) {
            if (now.dim(axis) != to.dim(axis)) {
                Shape next = now.remove(axis).insert(axis, to.dim(axis));
                y = e.op(
                        "BroadcastTo",
                        e.reshape(y, around(now, axis)),
                        e.ints(around(next, axis).dims()));
                now = next;
            }
        }
        return e.reshape(y, to);
    }

    static Output<?> slice(Emitter e, Output<?> x, Shape from, Attributes.Window window) {
        int[] starts = window.starts().stream().mapToInt(i -> i).toArray();
        int[] sizes = window.sizes().stream().mapToInt(i -> i).toArray();
        if (from.rank() <= MOST_AXES) {
            return e.op("Slice", x, e.ints(starts), e.ints(sizes));
        }
        Shape now = from;
        Output<?> y = x;
        for (int axis = 0; axis < starts.length; axis++) {
            if (sizes[axis] != now.dim(axis)) {
                Shape parts = around(now, axis);
                now = now.remove(axis).insert(axis, sizes[axis]);
                y = e.op(
                        "Slice",
                        e.reshape(y, parts),
                        e.ints(0, starts[axis], 0),
                        e.ints(around(now, axis).dims()));
            }
        }
        return e.reshape(y, now);
    }

    static Output<?> pad(Emitter e, Output<?> x, Shape from, Attributes.Padding padding) {
        if (from.rank() <= MOST_AXES) {
            return e.op("Pad", x, paddings(e, padding.before(), padding.after()));
        }
        Shape now = from;
        Output<?> y = x;
        for (int axis = 0; axis < from.rank(); axis++) {
            int before = padding.before().get(axis);
            int after = padding.after().get(axis);
            if (before + after > 0) {
                y = e.op(
                        "Pad",
                        e.reshape(y, around(now, axis)),
                        paddings(e, List.of(0, before, 0), List.of(0, after, 0)));
                now = now.remove(axis).insert(axis, before + now.dim(axis) + after);
            }
        }
        return e.reshape(y, now);
    }

    static Output<?> concat(Emitter e, List<Output<?>> parts, int axis) {
        return parts.size() == 1 ? parts.get(0) : e.op("ConcatV2", parts, e.number(DType.I32, axis));
    }

    /** A shape as three axes: all before one, that one, and all after it. */
    static Shape around(Shape shape, int axis) {
        int before = 1;
        int after = 1;
        for (int i = 0; i < shape.rank(); i++) {
            before *= i < axis ? shape.dim(i) : 1;
            after *= i > axis ? shape.dim(i) : 1;
        }
        return Shape.of(before, shape.dim(axis), after);
    }

    private static Output<?> paddings(Emitter e, List<Integer> before, List<Integer> after) {
        int[] pairs = new int[2 * before.size()];
        for (int axis = 0; axis < before.size(); axis++) {
            pairs[2 * axis] = before.get(axis);
            pairs[2 * axis + 1] = after.get(axis);
        }
        return e.reshape(e.ints(pairs), Shape.of(before.size(), 2));
    }
}
