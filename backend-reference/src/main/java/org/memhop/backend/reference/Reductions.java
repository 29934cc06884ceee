package org.memhop.backend.reference;

import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

/** Operations that make axes disappear; each walks its input in C order. */
final class Reductions {
    private Reductions() {}

    static Kernel sum(Node node) {
        int[] to = targets(node);
        if (node.type() == DType.I32) {
            return (x, y) -> {
                int[] sums = y.ints();
                Arrays.fill(sums, 0);
                for (int i = 0; i < to.length; i++) {
                    sums[to[i]] += x.get(0).ints()[i];
                }
            };
        }
        return (x, y) -> {
            double[] sums = new double[y.shape().size()];
            for (int i = 0; i < to.length; i++) {
                sums[to[i]] += x.get(0).get(i);
            }
            store(sums, y);
        };
    }

    static Kernel max(Node node) {
        int[] to = targets(node);
        return (x, y) -> {
            double[] largest = new double[y.shape().size()];
            Arrays.fill(largest, Double.NEGATIVE_INFINITY);
            for (int i = 0; i < to.length; i++) {
                largest[to[i]] = StrictMath.max(largest[to[i]], x.get(0).get(i));
            }
            store(largest, y);
        };
    }

    static Kernel argmax(Node node) {
        Shape shape = node.input(0).shape();
        int axis = axes(node).get(0);
        int extent = shape.dim(axis);
        int stride = shape.strides()[axis];
        int[] firsts = Offsets.of(node.shape(), 0, without(shape.strides(), axis));
        return (x, y) -> {
            for (int i = 0; i < firsts.length; i++) {
                y.ints()[i] = indexOfLargest(x.get(0), firsts[i], extent, stride);
            }
        };
    }

    /** Rounds once, as the result is stored. */
    static void store(double[] values, HostTensor y) {
        for (int i = 0; i < values.length; i++) {
            y.set(i, values[i]);
        }
    }

    private static int indexOfLargest(HostTensor x, int first, int extent, int stride) {
        int best = 0;
        double largest = x.get(first);
        for (int j = 1; j < extent && !Double.isNaN(largest); j++) {
            double candidate = x.get(first + j * stride);
            if (candidate > largest || Double.isNaN(candidate)) {
                best = j;
                largest = candidate;
            }
        }
        return best;
    }

    /** Where in the result each element of the input is counted. */
    private static int[] targets(Node node) {
        Shape shape = node.input(0).shape();
        int[] kept = node.shape().strides();
        int[] strides = new int[shape.rank()];
        int next = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = axes(node).contains(axis) ? 0 : kept[next++];
        }
        return Offsets.of(shape, 0, strides);
    }

    private static int[] without(int[] strides, int axis) {
        int[] rest = new int[strides.length - 1];
        System.arraycopy(strides, 0, rest, 0, axis);
        System.arraycopy(strides, axis + 1, rest, axis, rest.length - axis);
        return rest;
    }

    private static List<Integer> axes(Node node) {
        return ((Attributes.Axes) node.attributes()).axes();
    }
}
