package org.memhop.backend.reference;

import org.memhop.api.graph.Shape;

/** Where the elements of one tensor, taken in C order, lie in the array of another. */
final class Offsets {
    private Offsets() {}

    /**
     * {@code start + Σ index[a] · strides[a]} for every index of a shape, in C order.
     *
     * @param strides one for each axis of the shape; 0 for an axis along which the other tensor does not move
     */
    static int[] of(Shape shape, int start, int[] strides) {
        int[] offsets = new int[shape.size()];
        int[] extents = shape.dims();
        for (int i = 0; i < offsets.length; i++) {
            int rest = i;
            int offset = start;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                offset += rest % extents[axis] * strides[axis];
                rest /= extents[axis];
            }
            offsets[i] = offset;
        }
        return offsets;
    }
}
