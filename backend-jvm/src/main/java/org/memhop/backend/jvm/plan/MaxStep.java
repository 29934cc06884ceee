package org.memhop.backend.jvm.plan;

import java.util.List;

/** MAX, or ARGMAX, over the middle axis of {@code x [outer, count, inner]}; NaN is the largest. */
final class MaxStep extends Step {
    private final boolean index;
    private final Buffer x;
    private final Buffer y;
    private final int outer;
    private final int count;
    private final int inner;

    MaxStep(String name, boolean index, Buffer x, Buffer y, int outer, int count, int inner) {
        super(name, List.of(x), List.of(y));
        this.index = index;
        this.x = x;
        this.y = y;
        this.outer = outer;
        this.count = count;
        this.inner = inner;
        splits(outer, (long) count * inner);
    }

    @Override
    void compute(int from, int to) {
        for (int o = from; o < to && o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int first = o * count * inner + i;
                int best = switch (x.type) {
                    case F32 -> ofFloats(first);
                    case F64 -> ofDoubles(first);
                    case I32 -> ofInts(first);
                };
                if (index) {
                    y.i32[o * inner + i] = best;
                } else {
                    Movement.copy(x, first + best * inner, 0, y, o * inner + i, 0, 1);
                }
            }
        }
    }

    // As Math.max orders: a 0.0 beats a -0.0 in MAX, but they tie in ARGMAX, where the lowest index wins.

    private int ofFloats(int first) {
        int best = 0;
        float max = x.f32[first];
        for (int r = 1; r < count && !Float.isNaN(max); r++) {
            float v = x.f32[first + r * inner];
            if (v > max || Float.isNaN(v) || (!index && v == max && Float.compare(v, max) > 0)) {
                best = r;
                max = v;
            }
        }
        return best;
    }

    private int ofDoubles(int first) {
        int best = 0;
        double max = x.f64[first];
        for (int r = 1; r < count && !Double.isNaN(max); r++) {
            double v = x.f64[first + r * inner];
            if (v > max || Double.isNaN(v) || (!index && v == max && Double.compare(v, max) > 0)) {
                best = r;
                max = v;
            }
        }
        return best;
    }

    private int ofInts(int first) {
        int best = 0;
        for (int r = 1; r < count; r++) {
            if (x.i32[first + r * inner] > x.i32[first + best * inner]) {
                best = r;
            }
        }
        return best;
    }
}
