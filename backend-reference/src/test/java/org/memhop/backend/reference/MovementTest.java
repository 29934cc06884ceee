package org.memhop.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.reference.Runs.f32;
import static org.memhop.backend.reference.Runs.f64;
import static org.memhop.backend.reference.Runs.i32;
import static org.memhop.backend.reference.Runs.run;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class MovementTest {
    private static final HostTensor TWO_BY_THREE = f64(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    private static HostTensor broadcast(HostTensor x, int... dims) {
        return run((g, n) -> g.broadcastTo(n.get(0), Shape.of(dims)), x);
    }

    private static HostTensor slice(HostTensor x, List<Integer> starts, List<Integer> sizes) {
        return run((g, n) -> g.slice(n.get(0), starts, sizes), x);
    }

    private static HostTensor pad(HostTensor x, List<Integer> before, List<Integer> after) {
        return run((g, n) -> g.pad(n.get(0), before, after), x);
    }

    private static HostTensor concat(int axis, HostTensor... parts) {
        return run((g, n) -> g.concat(axis, n), parts);
    }

    @Test
    void reshape_keeps_the_order() {
        assertThat(run((g, n) -> g.reshape(n.get(0), Shape.of(3, 1, 2)), TWO_BY_THREE))
                .isEqualTo(f64(Shape.of(3, 1, 2), 1, 2, 3, 4, 5, 6));
        assertThat(run((g, n) -> g.reshape(n.get(0), Shape.SCALAR), i32(Shape.of(1, 1), 7)))
                .isEqualTo(i32(Shape.SCALAR, 7));
    }

    @Test
    void transpose_swaps_axes() {
        assertThat(run((g, n) -> g.transpose(n.get(0), 1, 0), TWO_BY_THREE))
                .isEqualTo(f64(Shape.of(3, 2), 1, 4, 2, 5, 3, 6));
    }

    @Test
    void transpose_takes_output_axes_from_the_axes_named() {
        HostTensor x = i32(Shape.of(2, 3, 2), 0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121);

        assertThat(run((g, n) -> g.transpose(n.get(0), 2, 0, 1), x))
                .isEqualTo(i32(Shape.of(2, 2, 3), 0, 10, 20, 100, 110, 120, 1, 11, 21, 101, 111, 121));
    }

    @Test
    void transpose_of_an_empty_tensor_is_empty() {
        assertThat(run((g, n) -> g.transpose(n.get(0), 1, 0), f32(Shape.of(0, 3))))
                .isEqualTo(f32(Shape.of(3, 0)));
    }

    @Test
    void broadcast_repeats_axes_of_one_and_axes_missing_in_front() {
        assertThat(broadcast(f32(1, 2, 3), 2, 3)).isEqualTo(f32(Shape.of(2, 3), 1, 2, 3, 1, 2, 3));
        assertThat(broadcast(f32(Shape.of(2, 1), 1, 2), 2, 3)).isEqualTo(f32(Shape.of(2, 3), 1, 1, 1, 2, 2, 2));
        assertThat(broadcast(f64(Shape.of(2, 1), 1, 2), 2, 2, 2))
                .isEqualTo(f64(Shape.of(2, 2, 2), 1, 1, 2, 2, 1, 1, 2, 2));
        assertThat(broadcast(i32(Shape.SCALAR, 7), 2)).isEqualTo(i32(7, 7));
        assertThat(broadcast(f64(Shape.of(1), 7), 0)).isEqualTo(f64(Shape.of(0)));
    }

    @Test
    void concat_along_each_axis() {
        assertThat(concat(0, TWO_BY_THREE, f64(Shape.of(1, 3), 7, 8, 9)))
                .isEqualTo(f64(Shape.of(3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9));
        assertThat(concat(1, TWO_BY_THREE, f64(Shape.of(2, 0)), f64(Shape.of(2, 1), 7, 8), f64(Shape.of(2, 1), 9, 10)))
                .isEqualTo(f64(Shape.of(2, 5), 1, 2, 3, 7, 9, 4, 5, 6, 8, 10));
        assertThat(concat(-1, i32(1, 2), i32(3))).isEqualTo(i32(1, 2, 3));
        assertThat(concat(0, f32(1, 2))).isEqualTo(f32(1, 2));
    }

    @Test
    void slice_cuts_a_rectangle() {
        HostTensor x = f32(Shape.of(3, 4), 0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23);

        assertThat(slice(x, List.of(1, 2), List.of(2, 2))).isEqualTo(f32(Shape.of(2, 2), 12, 13, 22, 23));
        assertThat(slice(x, List.of(0, 0), List.of(3, 1))).isEqualTo(f32(Shape.of(3, 1), 0, 10, 20));
        assertThat(slice(x, List.of(3, 4), List.of(0, 0))).isEqualTo(f32(Shape.of(0, 0)));
        assertThat(slice(i32(Shape.SCALAR, 3), List.of(), List.of())).isEqualTo(i32(Shape.SCALAR, 3));
    }

    @Test
    void pad_puts_zeros_around() {
        assertThat(pad(f64(Shape.of(2, 1), 5, 6), List.of(1, 0), List.of(0, 2)))
                .isEqualTo(f64(Shape.of(3, 3), 0, 0, 0, 5, 0, 0, 6, 0, 0));
        assertThat(pad(i32(1, 2), List.of(0), List.of(1))).isEqualTo(i32(1, 2, 0));
        assertThat(pad(f32(Shape.of(0)), List.of(2), List.of(1))).isEqualTo(f32(0, 0, 0));
    }

    @Test
    void moving_changes_no_bit() {
        HostTensor x = f32(-0.0, Double.NaN, Float.MIN_VALUE, Double.NEGATIVE_INFINITY);

        assertThat(run((g, n) -> g.reshape(n.get(0), Shape.of(2, 2)), x).floats())
                .isEqualTo(x.floats());
        assertThat(slice(x, List.of(0), List.of(4))).isEqualTo(x);
    }
}
