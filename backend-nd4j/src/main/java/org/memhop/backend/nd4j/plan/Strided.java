package org.memhop.backend.nd4j.plan;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Shape;

/**
 * A walk over the indices of a shape, along which two tensors move by strides of their own. Axes of extent 1 are left out,
 * and axes along which both tensors move as one are walked as one.
 *
 * @param extents of the axes left, outermost first; at least two, the last two being walked by the caller
 * @param from stride of the one tensor along each axis
 * @param to stride of the other
 */
record Strided(int[] extents, int[] from, int[] to) {
    /** Walks the last two axes, for one place in the axes outside them. */
    @FunctionalInterface
    interface Plane {
        /**
         * Walks one plane.
         *
         * @param from where the one tensor is at the first element of the plane
         * @param to where the other is
         */
        void walk(int from, int to);
    }

    static Strided of(Shape shape, int[] from, int[] to) {
        List<int[]> axes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int extent = shape.dim(axis);
            int[] last = axes.isEmpty() ? new int[3] : axes.get(axes.size() - 1);
            if (extent == 1) {
                continue;
            }
            if (!axes.isEmpty() && last[1] == from[axis] * extent && last[2] == to[axis] * extent) {
                axes.set(axes.size() - 1, new int[] {last[0] * extent, from[axis], to[axis]});
            } else {
                axes.add(new int[] {extent, from[axis], to[axis]});
            }
        }
        while (axes.size() < 2) {
            axes.add(0, new int[] {1, 0, 0});
        }
        return new Strided(column(axes, 0), column(axes, 1), column(axes, 2));
    }

    int rank() {
        return extents.length;
    }

    /** Extent of an axis, counted from the last: 0 is the innermost. */
    int extent(int fromLast) {
        return extents[extents.length - 1 - fromLast];
    }

    int from(int fromLast) {
        return from[from.length - 1 - fromLast];
    }

    int to(int fromLast) {
        return to[to.length - 1 - fromLast];
    }

    /** Visits every plane, in C order; nothing if an axis is empty. */
    void planes(int fromStart, int toStart, Plane plane) {
        for (int extent : extents) {
            if (extent == 0) {
                return;
            }
        }
        walk(0, fromStart, toStart, plane);
    }

    private void walk(int axis, int fromStart, int toStart, Plane plane) {
        if (axis == extents.length - 2) {
            plane.walk(fromStart, toStart);
            return;
        }
        for (int i = 0; i < extents[axis]; i++) {
            walk(axis + 1, fromStart + i * from[axis], toStart + i * to[axis], plane);
        }
    }

    private static int[] column(List<int[]> axes, int column) {
        return axes.stream().mapToInt(axis -> axis[column]).toArray();
    }
}
