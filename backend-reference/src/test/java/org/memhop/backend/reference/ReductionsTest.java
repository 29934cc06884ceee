package org.memhop.backend.reference;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.reference.Runs.f32;
import static org.memhop.backend.reference.Runs.f64;
import static org.memhop.backend.reference.Runs.i32;
import static org.memhop.backend.reference.Runs.run;

import org.junit.jupiter.api.Test;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class ReductionsTest {
    private static final Shape CUBE = Shape.of(2, 3, 2);
    private static final double[] UP_TO_12 = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    private static HostTensor sum(HostTensor x, int... axes) {
        return run((g, n) -> g.sum(n.get(0), axes), x);
    }

    private static HostTensor max(HostTensor x, int... axes) {
        return run((g, n) -> g.max(n.get(0), axes), x);
    }

    private static HostTensor argmax(HostTensor x, int axis) {
        return run((g, n) -> g.argmax(n.get(0), axis), x);
    }

    @Test
    void sum_over_each_axis() {
        HostTensor x = f64(CUBE, UP_TO_12);

        assertThat(sum(x, 0)).isEqualTo(f64(Shape.of(3, 2), 8, 10, 12, 14, 16, 18));
        assertThat(sum(x, 1)).isEqualTo(f64(Shape.of(2, 2), 9, 12, 27, 30));
        assertThat(sum(x, 2)).isEqualTo(f64(Shape.of(2, 3), 3, 7, 11, 15, 19, 23));
    }

    @Test
    void sum_over_several_axes_and_over_none() {
        HostTensor x = f32(CUBE, UP_TO_12);

        assertThat(sum(x, 0, 2)).isEqualTo(f32(18, 26, 34));
        assertThat(sum(x, -1, -2)).isEqualTo(f32(21, 57));
        assertThat(sum(x, 0, 1, 2)).isEqualTo(f32(Shape.SCALAR, 78));
        assertThat(sum(x)).isEqualTo(x);
    }

    @Test
    void sum_of_nothing_is_zero() {
        assertThat(sum(f64(Shape.of(2, 0)), 1)).isEqualTo(f64(0, 0));
        assertThat(sum(f32(Shape.of(0, 2)), 1)).isEqualTo(f32(Shape.of(0)));
        assertThat(sum(i32(Shape.of(0)), 0)).isEqualTo(i32(Shape.SCALAR, 0));
    }

    @Test
    void sum_of_floats_is_taken_in_double_and_rounded_once() {
        assertThat(sum(f32(1 << 24, 1, 1), 0)).isEqualTo(f32(Shape.SCALAR, (1 << 24) + 2));
    }

    @Test
    void sum_goes_in_index_order() {
        assertThat(sum(f64(1e16, 1, 1, -1e16), 0)).isEqualTo(f64(Shape.SCALAR, 0));
        assertThat(sum(f64(1, 1, 1e16, -1e16), 0)).isEqualTo(f64(Shape.SCALAR, 2));
    }

    @Test
    void sum_of_integers_wraps_around() {
        assertThat(sum(i32(Shape.of(2, 2), Integer.MAX_VALUE, 1, 5, -7), 1)).isEqualTo(i32(Integer.MIN_VALUE, -2));
        assertThat(sum(i32(Shape.of(2, 2), 1, 2, 3, 4), 0)).isEqualTo(i32(4, 6));
    }

    @Test
    void max_over_each_axis() {
        HostTensor x = f64(Shape.of(2, 3), -1, -5, -3, -4, -2, -6);

        assertThat(max(x, 0)).isEqualTo(f64(-1, -2, -3));
        assertThat(max(x, 1)).isEqualTo(f64(-1, -2));
        assertThat(max(x, 0, 1)).isEqualTo(f64(Shape.SCALAR, -1));
        assertThat(max(x)).isEqualTo(x);
        assertThat(max(i32(Shape.of(2, 2), Integer.MIN_VALUE, Integer.MIN_VALUE, 1, 2), 1))
                .isEqualTo(i32(Integer.MIN_VALUE, 2));
    }

    @Test
    void max_is_nan_where_one_is_and_prefers_plus_zero() {
        assertThat(max(f32(Shape.of(3, 2), 1, NaN, NaN, 1, 1, 2), 1)).isEqualTo(f32(NaN, NaN, 2));
        assertThat(max(f32(-0.0, 0, -0.0), 0)).isEqualTo(f32(Shape.SCALAR, 0));
        assertThat(max(f64(NEGATIVE_INFINITY, NEGATIVE_INFINITY), 0)).isEqualTo(f64(Shape.SCALAR, NEGATIVE_INFINITY));
    }

    @Test
    void max_beside_an_empty_axis_is_empty() {
        assertThat(max(f64(Shape.of(0, 2)), 1)).isEqualTo(f64(Shape.of(0)));
    }

    @Test
    void argmax_over_each_axis() {
        HostTensor x = f64(CUBE, 1, 9, 3, 2, 2, 4, 7, 0, 8, 5, 0, 6);

        assertThat(argmax(x, 0)).isEqualTo(i32(Shape.of(3, 2), 1, 0, 1, 1, 0, 1));
        assertThat(argmax(x, 1)).isEqualTo(i32(Shape.of(2, 2), 1, 0, 1, 2));
        assertThat(argmax(x, -1)).isEqualTo(i32(Shape.of(2, 3), 1, 0, 1, 0, 0, 1));
    }

    @Test
    void argmax_takes_the_lowest_index_of_equals() {
        assertThat(argmax(f32(1, 3, 3, 2), 0)).isEqualTo(i32(Shape.SCALAR, 1));
        assertThat(argmax(f64(-0.0, 0), 0)).isEqualTo(i32(Shape.SCALAR, 0));
        assertThat(argmax(f64(NEGATIVE_INFINITY, NEGATIVE_INFINITY), 0)).isEqualTo(i32(Shape.SCALAR, 0));
        assertThat(argmax(i32(4, 4), 0)).isEqualTo(i32(Shape.SCALAR, 0));
    }

    @Test
    void argmax_counts_nan_as_the_largest() {
        assertThat(argmax(f64(1, NaN, 5, NaN), 0)).isEqualTo(i32(Shape.SCALAR, 1));
        assertThat(argmax(f32(NaN, 5), 0)).isEqualTo(i32(Shape.SCALAR, 0));
    }
}
