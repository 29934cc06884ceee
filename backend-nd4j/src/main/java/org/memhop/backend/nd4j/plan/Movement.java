package org.memhop.backend.nd4j.plan;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

/** Operations that only put elements elsewhere. They move bits, by Java, so that a NaN keeps its own. */
final class Movement {
    /** Elements that lie side by side from which on one block copy beats a loop. */
    private static final int BLOCK = 64;

    private Movement() {}

    static Step transpose(Node node, Tensor x, Tensor y) {
        List<Integer> order = ((Attributes.Permutation) node.attributes()).permutation();
        int[] strides = x.shape().strides();
        int[] from = new int[strides.length];
        for (int axis = 0; axis < from.length; axis++) {
            from[axis] = strides[order.get(axis)];
        }
        return copy(x, 0, from, y, 0, y.shape().strides(), y.shape());
    }

    static Step broadcast(Tensor x, Tensor y) {
        return copy(x, 0, stretched(x.shape(), y.shape()), y, 0, y.shape().strides(), y.shape());
    }

    static Step slice(Node node, Tensor x, Tensor y) {
        List<Integer> starts = ((Attributes.Window) node.attributes()).starts();
        int[] from = x.shape().strides();
        return copy(x, position(starts, from), from, y, 0, y.shape().strides(), y.shape());
    }

    static Step pad(Node node, Tensor x, Tensor y) {
        List<Integer> before = ((Attributes.Padding) node.attributes()).before();
        int[] to = y.shape().strides();
        Step place = copy(x, 0, x.shape().strides(), y, position(before, to), to, x.shape());
        return () -> {
            y.clear();
            place.run();
        };
    }

    static Step concat(Node node, List<Tensor> parts, Tensor y) {
        int axis = ((Attributes.Axes) node.attributes()).axes().get(0);
        int[] to = y.shape().strides();
        List<Step> copies = new ArrayList<>();
        int start = 0;
        for (Tensor part : parts) {
            copies.add(copy(part, 0, part.shape().strides(), y, start * to[axis], to, part.shape()));
            start += part.shape().dim(axis);
        }
        return () -> copies.forEach(Step::run);
    }

    /** The strides of a tensor that is repeated along axes it lacks, or has only one element along. */
    static int[] stretched(Shape from, Shape to) {
        int missing = to.rank() - from.rank();
        int[] strides = new int[to.rank()];
        for (int axis = missing; axis < strides.length; axis++) {
            strides[axis] = from.dim(axis - missing) == 1 ? 0 : from.strides()[axis - missing];
        }
        return strides;
    }

    /** Copies elements between tensors of one type; both move over the same shape. */
    private static Step copy(Tensor x, int xStart, int[] from, Tensor y, int yStart, int[] to, Shape shape) {
        Strided walk = Strided.of(shape, from, to);
        boolean wide = x.type() == DType.F64;
        Strided.Plane plane = wide ? longs(walk, x.longs(), y.longs()) : ints(walk, x.ints(), y.ints());
        return () -> walk.planes(xStart, yStart, plane);
    }

    private static Strided.Plane ints(Strided walk, IntBuffer x, IntBuffer y) {
        int rows = walk.extent(1);
        int columns = walk.extent(0);
        int rowInX = walk.from(1);
        int rowInY = walk.to(1);
        int inX = walk.from(0);
        int inY = walk.to(0);
        if (inX == 1 && inY == 1 && columns >= BLOCK) {
            return (from, to) -> {
                for (int r = 0; r < rows; r++) {
                    y.put(to + r * rowInY, x, from + r * rowInX, columns);
                }
            };
        }
        return (from, to) -> {
            for (int r = 0; r < rows; r++) {
                int at = from + r * rowInX;
                int put = to + r * rowInY;
                for (int c = 0; c < columns; c++) {
                    y.put(put + c * inY, x.get(at + c * inX));
                }
            }
        };
    }

    private static Strided.Plane longs(Strided walk, LongBuffer x, LongBuffer y) {
        int rows = walk.extent(1);
        int columns = walk.extent(0);
        int rowInX = walk.from(1);
        int rowInY = walk.to(1);
        int inX = walk.from(0);
        int inY = walk.to(0);
        return (from, to) -> {
            for (int r = 0; r < rows; r++) {
                int at = from + r * rowInX;
                int put = to + r * rowInY;
                for (int c = 0; c < columns; c++) {
                    y.put(put + c * inY, x.get(at + c * inX));
                }
            }
        };
    }

    private static int position(List<Integer> index, int[] strides) {
        int position = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            position += index.get(axis) * strides[axis];
        }
        return position;
    }
}
