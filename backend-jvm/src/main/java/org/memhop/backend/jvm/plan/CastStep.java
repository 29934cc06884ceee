package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;

/** The same values in another type. */
final class CastStep extends Step {
    private final Buffer x;
    private final Buffer y;

    CastStep(Node node, Buffer x, Buffer y) {
        super(node.toString(), List.of(x), List.of(y));
        this.x = x;
        this.y = y;
        splits(y.size, 1);
    }

    @Override
    void compute(int from, int to) {
        for (int i = from; i < to && i < y.size; i++) {
            switch (y.type) {
                case F32 -> y.f32[i] = x.type == y.type ? x.f32[i] : x.type == DType.I32 ? x.i32[i] : (float) x.f64[i];
                case F64 -> y.f64[i] = value(i);
                case I32 -> y.i32[i] = x.type == y.type ? x.i32[i] : (int) value(i);
            }
        }
    }

    private double value(int i) {
        return switch (x.type) {
            case F32 -> x.f32[i];
            case F64 -> x.f64[i];
            case I32 -> x.i32[i];
        };
    }
}
