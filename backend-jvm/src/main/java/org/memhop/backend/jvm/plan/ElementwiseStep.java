package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Ints;
import org.memhop.backend.jvm.kernel.Kernels;

/** One op of one or two operands, element by element; a broadcast operand is read where it is, not spread out first. */
final class ElementwiseStep extends Step {
    /** Elements of a long inner loop that go into one part. */
    private static final int CHUNK = 1 << 15;

    private final Op op;
    private final View a;
    private final View b;
    private final Buffer y;
    private final Nest nest;
    private final boolean chunked;
    private final Kernels kernels;

    private ElementwiseStep(Node node, View a, View b, Buffer y, Kernels kernels) {
        super(node.toString(), List.of(a.buffer(), b.buffer()), List.of(y));
        this.op = node.op();
        this.a = a;
        this.b = b;
        this.y = y;
        this.nest = Nest.of(node.shape(), a, b, View.dense(y, node.shape()));
        this.chunked = nest.rows == 1;
        this.kernels = kernels;
        long cost = op == Op.EXP || op == Op.LOG || op == Op.TANH || op == Op.SIGMOID ? 8 : 1;
        if (chunked) {
            splits((nest.inner + CHUNK - 1) / CHUNK, CHUNK * cost);
        } else {
            splits(nest.rows, nest.inner * cost);
        }
    }

    static Step unary(Node node, View x, Buffer y, Kernels kernels) {
        return new ElementwiseStep(node, x, x, y, kernels);
    }

    static Step binary(Node node, View a, View b, Buffer y, Kernels kernels) {
        return new ElementwiseStep(node, a, b, y, kernels);
    }

    @Override
    boolean mayOverwrite(Buffer operand) {
        return chunked && inPlace(a, 0, operand) && inPlace(b, 1, operand);
    }

    private boolean inPlace(View view, int k, Buffer operand) {
        return view.buffer() != operand || (view.offset() == 0 && nest.step(k) == 1 && operand.size == y.size);
    }

    @Override
    void compute(int from, int to) {
        if (chunked) {
            int start = Math.min(from * CHUNK, nest.inner);
            int length = Math.min(to * CHUNK, nest.inner) - start;
            loop(nest.start(0, 0) + start * nest.step(0), nest.start(1, 0) + start * nest.step(1), start, length);
            return;
        }
        for (int row = from; row < to && row < nest.rows; row++) {
            loop(nest.start(0, row), nest.start(1, row), nest.start(2, row), nest.inner);
        }
    }

    private void loop(int aAt, int bAt, int yAt, int n) {
        boolean two = op.ordinal() >= Op.ADD.ordinal();
        switch (y.type) {
            case F32 -> {
                if (two) {
                    kernels.binary(
                            op, a.buffer().f32, aAt, nest.step(0), b.buffer().f32, bAt, nest.step(1), y.f32, yAt, n);
                } else {
                    kernels.unary(op, a.buffer().f32, aAt, nest.step(0), y.f32, yAt, n);
                }
            }
            case F64 -> {
                if (two) {
                    Doubles.binary(
                            op, a.buffer().f64, aAt, nest.step(0), b.buffer().f64, bAt, nest.step(1), y.f64, yAt, n);
                } else {
                    Doubles.unary(op, a.buffer().f64, aAt, nest.step(0), y.f64, yAt, n);
                }
            }
            case I32 -> {
                if (two) {
                    Ints.binary(
                            op, a.buffer().i32, aAt, nest.step(0), b.buffer().i32, bAt, nest.step(1), y.i32, yAt, n);
                } else {
                    Ints.unary(op, a.buffer().i32, aAt, nest.step(0), y.i32, yAt, n);
                }
            }
        }
    }
}
