package org.memhop.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Shape;

/**
 * The loops that walk several operands over one index space, with axes merged wherever every operand allows it: an inner
 * loop of {@code inner} elements, and {@code rows} starting points. Adding a constant row to a batch is then two loops
 * whatever the rank was.
 */
final class Nest {
    final int rows;
    final int inner;
    private final int[] innerStrides;
    private final int[] offsets;
    private final int[] outerDims;
    private final int[][] outerStrides;

    private Nest(int rows, int inner, int[] innerStrides, int[] offsets, int[] outerDims, int[][] outerStrides) {
        this.rows = rows;
        this.inner = inner;
        this.innerStrides = innerStrides;
        this.offsets = offsets;
        this.outerDims = outerDims;
        this.outerStrides = outerStrides;
    }

    static Nest of(Shape shape, View... operands) {
        int count = operands.length;
        List<Integer> dims = new ArrayList<>();
        List<int[]> steps = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis) == 1) {
                continue;
            }
            int[] step = new int[count];
            for (int k = 0; k < count; k++) {
                step[k] = operands[k].strides()[axis];
            }
            int last = dims.size() - 1;
            if (last >= 0 && merges(steps.get(last), step, shape.dim(axis))) {
                dims.set(last, dims.get(last) * shape.dim(axis));
                steps.set(last, step);
            } else {
                dims.add(shape.dim(axis));
                steps.add(step);
            }
        }
        if (dims.isEmpty()) {
            dims.add(1);
            steps.add(new int[count]);
        }
        int outer = dims.size() - 1;
        int[] outerDims = new int[outer];
        int[][] outerStrides = new int[count][outer];
        int rows = 1;
        for (int axis = 0; axis < outer; axis++) {
            outerDims[axis] = dims.get(axis);
            rows *= outerDims[axis];
            for (int k = 0; k < count; k++) {
                outerStrides[k][axis] = steps.get(axis)[k];
            }
        }
        int[] offsets = new int[count];
        for (int k = 0; k < count; k++) {
            offsets[k] = operands[k].offset();
        }
        return new Nest(
                shape.size() == 0 ? 0 : rows, dims.get(outer), steps.get(outer), offsets, outerDims, outerStrides);
    }

    /** How far operand {@code k} moves with each turn of the inner loop. */
    int step(int k) {
        return innerStrides[k];
    }

    /** Where operand {@code k} starts in the given row. */
    int start(int k, int row) {
        int[] strides = outerStrides[k];
        int at = offsets[k];
        int rest = row;
        for (int axis = strides.length - 1; axis > 0; axis--) {
            int next = rest / outerDims[axis];
            at += (rest - next * outerDims[axis]) * strides[axis];
            rest = next;
        }
        return strides.length == 0 ? at : at + rest * strides[0];
    }

    /** The first row after this one that does not lie {@link #outerStep} from the row before it. */
    int endOfAxis(int row) {
        int last = outerDims.length - 1;
        return last < 0 ? row + 1 : row - row % outerDims[last] + outerDims[last];
    }

    /** How far operand {@code k} moves from row to row along the last axis of rows. */
    int outerStep(int k) {
        int[] strides = outerStrides[k];
        return strides.length == 0 ? 0 : strides[strides.length - 1];
    }

    private static boolean merges(int[] outer, int[] inner, int extent) {
        for (int k = 0; k < outer.length; k++) {
            if (outer[k] != inner[k] * extent) {
                return false;
            }
        }
        return true;
    }
}
