package org.memhop.backend.jvm.plan;

import java.util.List;
import org.memhop.backend.jvm.kernel.Doubles;
import org.memhop.backend.jvm.kernel.Ints;
import org.memhop.backend.jvm.kernel.Kernels;

/** {@code y [outer, inner] = Σ over the middle axis of x [outer, count, inner]}. */
final class SumStep extends Step {
    private final Buffer x;
    private final Buffer y;
    private final int outer;
    private final int count;
    private final int inner;
    private final Kernels kernels;

    SumStep(String name, Buffer x, Buffer y, int outer, int count, int inner, Kernels kernels) {
        super(name, List.of(x), List.of(y));
        this.x = x;
        this.y = y;
        this.outer = outer;
        this.count = count;
        this.inner = inner;
        this.kernels = kernels;
        splits(outer, (long) count * inner);
    }

    @Override
    void compute(int from, int to) {
        for (int o = from; o < to && o < outer; o++) {
            int at = o * count * inner;
            switch (y.type) {
                case F32 -> {
                    if (inner == 1) {
                        y.f32[o] = kernels.sum(x.f32, at, count);
                    } else {
                        kernels.sumRows(x.f32, at, count, inner, y.f32, o * inner);
                    }
                }
                case F64 -> {
                    if (inner == 1) {
                        y.f64[o] = Doubles.sum(x.f64, at, count);
                    } else {
                        Doubles.sumRows(x.f64, at, count, inner, y.f64, o * inner);
                    }
                }
                case I32 -> {
                    if (inner == 1) {
                        y.i32[o] = Ints.sum(x.i32, at, count);
                    } else {
                        Ints.sumRows(x.i32, at, count, inner, y.i32, o * inner);
                    }
                }
            }
        }
    }
}
