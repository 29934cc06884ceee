package org.memhop.backend.nd4j.plan;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import org.memhop.api.graph.Attributes;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

/** Operations that make axes disappear, as Java loops in C order; floating sums are kept in double and rounded once. */
final class Reductions {
    private Reductions() {}

    static Step sum(Node node, Tensor x, Tensor y) {
        Strided walk = walk(node, y);
        if (node.type() == DType.I32) {
            return ints(walk, x, y, 0, Integer::sum);
        }
        boolean alongRows = walk.rank() == 2 && walk.to(0) == 0;
        if (node.type() == DType.F32 && alongRows && walk.extent(1) == y.size()) {
            return rowSums(x.floats(), y.floats(), y.size(), walk.extent(0));
        }
        return reals(walk, x, y, 0, Double::sum);
    }

    /** Not by ND4J, whose maximum forgets a NaN. */
    static Step max(Node node, Tensor x, Tensor y) {
        return node.type() == DType.I32
                ? ints(walk(node, y), x, y, Integer.MIN_VALUE, Math::max)
                : reals(walk(node, y), x, y, Double.NEGATIVE_INFINITY, Math::max);
    }

    /** Not by ND4J, which says nothing of ties and NaN. */
    static Step argmax(Node node, Tensor x, Tensor y) {
        int axis = axes(node).get(0);
        int extent = x.shape().dim(axis);
        int inner = x.shape().strides()[axis];
        int size = y.size();
        return () -> {
            for (int i = 0; i < size; i++) {
                int first = i / inner * extent * inner + i % inner;
                y.ints().put(i, indexOfLargest(x, first, extent, inner));
            }
        };
    }

    /** Whether a node only drops axes of extent 1. */
    static boolean isReshape(Node node) {
        Shape shape = node.input(0).shape();
        return axes(node).stream().allMatch(axis -> shape.dim(axis) == 1);
    }

    private static Step rowSums(FloatBuffer x, FloatBuffer y, int rows, int columns) {
        return () -> {
            for (int r = 0; r < rows; r++) {
                y.put(r, (float) sum(x, r * columns, columns));
            }
        };
    }

    /** Four sums at a time: an addition need not wait for the last one. */
    private static double sum(FloatBuffer x, int start, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = start;
        int end = start + count;
        for (; i <= end - 4; i += 4) {
            a += x.get(i);
            b += x.get(i + 1);
            c += x.get(i + 2);
            d += x.get(i + 3);
        }
        for (; i < end; i++) {
            a += x.get(i);
        }
        return (a + b) + (c + d);
    }

    private static Step reals(Strided walk, Tensor x, Tensor y, double start, DoubleBinaryOperator f) {
        double[] results = new double[y.size()];
        int rows = walk.extent(1);
        int columns = walk.extent(0);
        Strided.Plane plane = (from, to) -> {
            for (int r = 0; r < rows; r++) {
                int at = from + r * walk.from(1);
                int put = to + r * walk.to(1);
                for (int c = 0; c < columns; c++) {
                    int place = put + c * walk.to(0);
                    results[place] = f.applyAsDouble(results[place], x.get(at + c * walk.from(0)));
                }
            }
        };
        return () -> {
            Arrays.fill(results, start);
            walk.planes(0, 0, plane);
            for (int i = 0; i < results.length; i++) {
                y.set(i, results[i]);
            }
        };
    }

    private static Step ints(Strided walk, Tensor x, Tensor y, int start, IntBinaryOperator f) {
        int[] results = new int[y.size()];
        int rows = walk.extent(1);
        int columns = walk.extent(0);
        Strided.Plane plane = (from, to) -> {
            for (int r = 0; r < rows; r++) {
                int at = from + r * walk.from(1);
                int put = to + r * walk.to(1);
                for (int c = 0; c < columns; c++) {
                    int place = put + c * walk.to(0);
                    results[place] = f.applyAsInt(results[place], x.ints().get(at + c * walk.from(0)));
                }
            }
        };
        return () -> {
            Arrays.fill(results, start);
            walk.planes(0, 0, plane);
            y.ints().put(0, results);
        };
    }

    private static int indexOfLargest(Tensor x, int first, int extent, int stride) {
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

    /** Over the input in C order; the result stands still along the axes that disappear. */
    private static Strided walk(Node node, Tensor y) {
        Shape shape = node.input(0).shape();
        int[] kept = y.shape().strides();
        int[] to = new int[shape.rank()];
        int next = 0;
        for (int axis = 0; axis < to.length; axis++) {
            to[axis] = axes(node).contains(axis) ? 0 : kept[next++];
        }
        return Strided.of(shape, shape.strides(), to);
    }

    private static List<Integer> axes(Node node) {
        return ((Attributes.Axes) node.attributes()).axes();
    }
}
