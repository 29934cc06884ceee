package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Op;

/** GREATER or EQUAL, element by element. */
final class CompareStep extends Step {
    private final boolean greater;
    private final Buffer a;
    private final Buffer b;
    private final Buffer y;
    private final Nest nest;

    CompareStep(Node node, View a, View b, Buffer y) {
        super(node.toString(), List.of(a.buffer(), b.buffer()), List.of(y));
        this.greater = node.op() == Op.GREATER;
        this.a = a.buffer();
        this.b = b.buffer();
        this.y = y;
        this.nest = Nest.of(node.shape(), a, b, View.dense(y, node.shape()));
        splits(nest.rows, nest.inner);
    }

    @Override
    void compute(int from, int to) {
        int aStep = nest.step(0);
        int bStep = nest.step(1);
        for (int row = from; row < to && row < nest.rows; row++) {
            int aAt = nest.start(0, row);
            int bAt = nest.start(1, row);
            int yAt = nest.start(2, row);
            if (a.type == DType.F32 && greater) {
                // Most are of this kind, and a loop without choices is one that the compiler unrolls.
                for (int i = 0; i < nest.inner; i++) {
                    y.i32[yAt + i] = a.f32[aAt + i * aStep] > b.f32[bAt + i * bStep] ? 1 : 0;
                }
                continue;
            }
            for (int i = 0; i < nest.inner; i++) {
                y.i32[yAt + i] = holds(aAt + i * aStep, bAt + i * bStep) ? 1 : 0;
            }
        }
    }

    private boolean holds(int i, int j) {
        return switch (a.type) {
            case F32 -> greater ? a.f32[i] > b.f32[j] : a.f32[i] == b.f32[j];
            case F64 -> greater ? a.f64[i] > b.f64[j] : a.f64[i] == b.f64[j];
            case I32 -> greater ? a.i32[i] > b.i32[j] : a.i32[i] == b.i32[j];
        };
    }
}
