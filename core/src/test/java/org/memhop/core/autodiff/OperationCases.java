package org.memhop.core.autodiff;

import static org.memhop.core.autodiff.OperationCase.apart;
import static org.memhop.core.autodiff.OperationCase.dims;
import static org.memhop.core.autodiff.OperationCase.ints;
import static org.memhop.core.autodiff.OperationCase.random;
import static org.memhop.core.autodiff.OperationCase.signed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/** Every operation that has a gradient, in several shapes. */
final class OperationCases {
    private interface Unary {
        Node apply(Scope g, Node x);
    }

    private interface Binary {
        Node apply(Scope g, Node a, Node b);
    }

    private final List<OperationCase> cases = new ArrayList<>();

    static List<OperationCase> all() {
        OperationCases table = new OperationCases();
        table.elementwise();
        table.choices();
        table.reductions();
        table.products();
        table.movement();
        table.rows();
        table.normalisations();
        return table.cases;
    }

    private void elementwise() {
        unary(Op.NEG, Scope::neg, false);
        unary(Op.EXP, Scope::exp, false);
        unary(Op.LOG, Scope::log, true);
        unary(Op.SQRT, Scope::sqrt, true);
        unary(Op.TANH, Scope::tanh, false);
        unary(Op.SIGMOID, Scope::sigmoid, false);
        unary(Op.RELU, Scope::relu, false);
        binary(Op.ADD, Scope::add);
        binary(Op.SUB, Scope::sub);
        binary(Op.MUL, Scope::mul);
        binary(Op.DIV, Scope::div);
        // Exact in F32, before and after a step of 2^-7.
        HostTensor eighths = HostTensor.of(Shape.of(4), new double[] {0.125, -2.5, 1.75, 3});
        cases.add(new OperationCase(
                Op.CAST,
                "to F32 and back",
                (g, x) -> g.cast(g.cast(x.get(0), DType.F32), DType.F64),
                0x1p-7,
                List.of(eighths)));
        cases.add(new OperationCase(
                Op.CAST,
                "from F32",
                (g, x) -> g.cast(x.get(0), DType.F64),
                0x1p-7,
                List.of(HostTensor.ofRounded(DType.F32, Shape.of(2, 2), 0.125, -2.5, 1.75, 3))));
    }

    private void choices() {
        for (int[][] shapes : broadcasts()) {
            add(
                    Op.MAXIMUM,
                    Arrays.deepToString(shapes),
                    (g, x) -> g.maximum(x.get(0), x.get(1)),
                    apart(1, 0, shapes[0]),
                    apart(2, 0.05, shapes[1]));
        }
        HostTensor condition = ints(dims(2, 3), 1, 0, -5, 0, 7, 1);
        where(condition, dims(2, 3), dims(2, 3));
        where(condition, dims(3), dims(2, 1));
        where(condition, dims(), dims(2, 3));
        where(ints(dims(3), 0, 1, 0), dims(2, 3), dims(2, 3));
        where(ints(dims(), 1), dims(2), dims(2));
    }

    private void reductions() {
        for (int[] axes : List.of(dims(), dims(0), dims(1), dims(-1), dims(0, 2), dims(0, 1, 2))) {
            add(Op.SUM, Arrays.toString(axes), (g, x) -> g.sum(x.get(0), axes), signed(3, 2, 3, 4));
            add(Op.MAX, Arrays.toString(axes), (g, x) -> g.max(x.get(0), axes), apart(4, 0.03, 2, 3, 4));
        }
        add(Op.SUM, "of a scalar", (g, x) -> g.sumAll(x.get(0)), signed(5));
        add(Op.MAX, "of one", (g, x) -> g.max(x.get(0), 0), signed(5, 1));
    }

    private void products() {
        for (boolean ta : new boolean[] {false, true}) {
            for (boolean tb : new boolean[] {false, true}) {
                for (int[] batch : List.of(dims(), dims(2), dims(2, 2), dims(1))) {
                    add(
                            Op.MATMUL,
                            Arrays.toString(batch) + (ta ? " transposeA" : "") + (tb ? " transposeB" : ""),
                            (g, x) -> g.matmul(x.get(0), x.get(1), ta, tb),
                            signed(6, join(batch, ta ? dims(4, 3) : dims(3, 4))),
                            signed(7, join(batch, tb ? dims(2, 4) : dims(4, 2))));
                }
            }
        }
        add(Op.MATMUL, "with itself", (g, x) -> g.matmul(x.get(0), x.get(0), false, true), signed(8, 3, 2));
        add(Op.MATMUL, "a vector", (g, x) -> g.matmul(x.get(0), x.get(1)), signed(8, 2, 3, 4), signed(9, 2, 4, 1));
    }

    private void movement() {
        add(Op.RESHAPE, "[2, 6] to [3, 4]", (g, x) -> g.reshape(x.get(0), Shape.of(3, 4)), signed(10, 2, 6));
        add(Op.RESHAPE, "[1] to a scalar", (g, x) -> g.reshape(x.get(0), Shape.SCALAR), signed(11, 1));
        add(Op.TRANSPOSE, "[1, 0]", (g, x) -> g.transpose(x.get(0), 1, 0), signed(12, 2, 3));
        add(Op.TRANSPOSE, "[1, 2, 0]", (g, x) -> g.transpose(x.get(0), 1, 2, 0), signed(13, 2, 3, 4));
        add(Op.TRANSPOSE, "[2, 0, 1]", (g, x) -> g.transpose(x.get(0), 2, 0, 1), signed(13, 2, 3, 4));
        add(Op.TRANSPOSE, "[0, 2, 1, 3]", (g, x) -> g.transpose(x.get(0), 0, 2, 1, 3), signed(13, 2, 3, 2, 2));
        for (int[] from : List.of(dims(), dims(1), dims(4), dims(3, 1), dims(1, 4), dims(2, 1, 4), dims(1, 3, 1))) {
            add(
                    Op.BROADCAST_TO,
                    Arrays.toString(from),
                    (g, x) -> g.broadcastTo(x.get(0), Shape.of(2, 3, 4)),
                    signed(14, from));
        }
        add(Op.CONCAT, "axis 0", (g, x) -> g.concat(0, x), signed(15, 1, 2), signed(16, 3, 2));
        add(
                Op.CONCAT,
                "axis 1 of three",
                (g, x) -> g.concat(1, x),
                signed(15, 2, 1, 2),
                signed(16, 2, 3, 2),
                signed(17, 2, 2, 2));
        add(Op.CONCAT, "axis -1", (g, x) -> g.concat(-1, x), signed(15, 2, 2, 1), signed(16, 2, 2, 3));
        add(
                Op.CONCAT,
                "a part twice",
                (g, x) -> g.concat(0, List.of(x.get(0), x.get(1), x.get(0))),
                signed(15, 2, 2),
                signed(16, 1, 2));
        add(Op.SLICE, "inside", (g, x) -> g.slice(x.get(0), List.of(1, 2), List.of(2, 1)), signed(18, 4, 5));
        add(Op.SLICE, "an edge", (g, x) -> g.slice(x.get(0), List.of(0, 3), List.of(4, 2)), signed(18, 4, 5));
        add(Op.SLICE, "side by side, with gaps", (g, x) -> columns(g, x.get(0), 3, 1, 1, 1), signed(18, 4, 6));
        add(Op.SLICE, "side by side, all of it", (g, x) -> columns(g, x.get(0), 0, 2, 2, 3), signed(18, 4, 5));
        add(Op.SLICE, "one over the other", (g, x) -> columns(g, x.get(0), 0, 3, 2, 3), signed(18, 4, 5));
        add(Op.SLICE, "the whole, twice", (g, x) -> columns(g, x.get(0), 0, 5, 0, 5), signed(18, 4, 5));
        add(
                Op.SLICE,
                "one of columns, one of rows",
                (g, x) -> g.concat(
                        1,
                        List.of(
                                g.slice(x.get(0), List.of(0, 1), List.of(4, 2)),
                                g.transpose(g.slice(x.get(0), List.of(1, 0), List.of(2, 4)), 1, 0))),
                signed(18, 4, 4));
        add(Op.PAD, "both sides", (g, x) -> g.pad(x.get(0), List.of(1, 0), List.of(2, 3)), signed(19, 2, 3));
        add(Op.PAD, "in front", (g, x) -> g.pad(x.get(0), List.of(2), List.of(0)), signed(19, 3));
    }

    /** Two slices of the columns of a matrix, beside each other, the squares of the second. */
    private static Node columns(Scope g, Node x, int first, int firstWidth, int second, int secondWidth) {
        int rows = x.shape().dim(0);
        Node a = g.slice(x, List.of(0, first), List.of(rows, firstWidth));
        Node b = g.slice(x, List.of(0, second), List.of(rows, secondWidth));
        return g.concat(1, List.of(a, g.mul(b, b)));
    }

    private void rows() {
        add(
                Op.GATHER_ROWS,
                "some twice, one never",
                (g, x) -> g.gatherRows(x.get(0), x.get(1)),
                signed(20, 4, 3),
                ints(dims(5), 2, 0, 2, 3, 2));
        add(
                Op.GATHER_ROWS,
                "indices of rank 2",
                (g, x) -> g.gatherRows(x.get(0), x.get(1)),
                signed(21, 3, 2),
                ints(dims(2, 3), 0, 2, 0, 1, 1, 2));
        add(Op.GATHER_ROWS, "one index", (g, x) -> g.gatherRows(x.get(0), x.get(1)), signed(21, 3, 2), ints(dims(), 1));
        add(
                Op.SCATTER_ADD_ROWS,
                "some twice, one never",
                (g, x) -> g.scatterAddRows(x.get(0), x.get(1), 4),
                signed(22, 5, 3),
                ints(dims(5), 2, 0, 2, 3, 2));
        add(
                Op.SCATTER_ADD_ROWS,
                "indices of rank 2",
                (g, x) -> g.scatterAddRows(x.get(0), x.get(1), 3),
                signed(23, 2, 3, 2),
                ints(dims(2, 3), 0, 2, 0, 1, 1, 2));
    }

    private void normalisations() {
        for (int[] shape : List.of(dims(4), dims(3, 5), dims(2, 2, 3), dims(2, 1))) {
            add(Op.SOFTMAX, Arrays.toString(shape), (g, x) -> g.softmax(x.get(0)), signed(24, shape));
            add(Op.LOG_SOFTMAX, Arrays.toString(shape), (g, x) -> g.logSoftmax(x.get(0)), signed(24, shape));
        }
        HostTensor labels = ints(dims(3), 4, 0, 4);
        add(Op.CROSS_ENTROPY, "[3, 5]", (g, x) -> g.crossEntropy(x.get(0), x.get(1)), signed(25, 3, 5), labels);
        add(
                Op.CROSS_ENTROPY_GRAD,
                "[3, 5]",
                (g, x) -> g.crossEntropyGrad(x.get(0), x.get(1), x.get(2)),
                signed(26, 3, 5),
                labels,
                signed(27, 3));
    }

    private void unary(Op op, Unary build, boolean positive) {
        for (int[] shape : List.of(dims(), dims(5), dims(2, 3), dims(2, 1, 2))) {
            HostTensor x = positive ? random(28, 0.4, 2, shape) : signed(29, shape);
            add(op, Arrays.toString(shape), (g, in) -> build.apply(g, in.get(0)), x);
        }
    }

    private void binary(Op op, Binary build) {
        for (int[][] shapes : broadcasts()) {
            add(
                    op,
                    Arrays.deepToString(shapes),
                    (g, x) -> build.apply(g, x.get(0), x.get(1)),
                    signed(30, shapes[0]),
                    signed(31, shapes[1]));
        }
        add(op, "with itself", (g, x) -> build.apply(g, x.get(0), x.get(0)), signed(32, 2, 2));
    }

    private void where(HostTensor condition, int[] a, int[] b) {
        add(
                Op.WHERE,
                condition.shape() + " " + Arrays.toString(a) + " " + Arrays.toString(b),
                (g, x) -> g.where(x.get(0), x.get(1), x.get(2)),
                condition,
                signed(33, a),
                signed(34, b));
    }

    private void add(Op op, String name, BiFunction<Scope, List<Node>, Node> build, HostTensor... inputs) {
        cases.add(OperationCase.of(op, name, build, inputs));
    }

    /** Two shapes that stretch to one, in every position. */
    private static List<int[][]> broadcasts() {
        return List.of(
                new int[][] {dims(2, 3), dims(2, 3)},
                new int[][] {dims(2, 3), dims(3)},
                new int[][] {dims(3), dims(2, 3)},
                new int[][] {dims(2, 1), dims(2, 3)},
                new int[][] {dims(2, 3), dims(1, 3)},
                new int[][] {dims(2, 1), dims(1, 3)},
                new int[][] {dims(), dims(2, 3)},
                new int[][] {dims(2, 3), dims()},
                new int[][] {dims(2, 1, 3), dims(4, 1)});
    }

    private static int[] join(int[] a, int[] b) {
        int[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }
}
