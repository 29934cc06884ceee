package org.memhop.backend.jvm.plan;

import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.Shape;

/**
 * A tensor as a walk over a buffer: element {@code (i…)} is at {@code offset + Σ iₐ·strideₐ}. A broadcast axis has stride 0.
 * Arrays are not copied; nobody changes them.
 */
record View(Buffer buffer, Shape shape, int[] strides, int offset) {
    /** All of a buffer, in C order. */
    static View dense(Buffer buffer, Shape shape) {
        return new View(buffer, shape, shape.strides(), 0);
    }

    /** This view, repeated along new axes and along axes of extent 1. */
    View broadcast(Shape to) {
        int[] wide = new int[to.rank()];
        for (int i = 1; i <= shape.rank(); i++) {
            wide[to.rank() - i] = shape.dim(-i) == 1 ? 0 : strides[shape.rank() - i];
        }
        return new View(buffer, to, wide, offset);
    }

    /** This view with its axes in another order. */
    View transpose(List<Integer> permutation, Shape to) {
        int[] permuted = new int[strides.length];
        for (int i = 0; i < permuted.length; i++) {
            permuted[i] = strides[permutation.get(i)];
        }
        return new View(buffer, to, permuted, offset);
    }

    /** A rectangular part of this view. */
    View window(List<Integer> starts, Shape to) {
        int at = offset;
        for (int i = 0; i < strides.length; i++) {
            at += starts.get(i) * strides[i];
        }
        return new View(buffer, to, strides, at);
    }

    /** Whether the elements lie in C order without gaps; an offset is allowed. */
    boolean isDense() {
        int[] dense = shape.strides();
        for (int i = 0; i < dense.length; i++) {
            if (shape.dim(i) > 1 && strides[i] != dense[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return buffer.type + "" + shape + (isDense() ? "" : " by " + Arrays.toString(strides));
    }
}
