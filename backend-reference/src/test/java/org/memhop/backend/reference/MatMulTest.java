package org.memhop.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.reference.Runs.f32;
import static org.memhop.backend.reference.Runs.f64;
import static org.memhop.backend.reference.Runs.run;

import org.junit.jupiter.api.Test;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class MatMulTest {
    private static final Shape TWO_BY_THREE = Shape.of(2, 3);
    private static final Shape THREE_BY_TWO = Shape.of(3, 2);

    private static HostTensor product(HostTensor a, HostTensor b, boolean transposeA, boolean transposeB) {
        return run((g, x) -> g.matmul(x.get(0), x.get(1), transposeA, transposeB), a, b);
    }

    @Test
    void rows_meet_columns() {
        HostTensor a = f64(TWO_BY_THREE, 1, 2, 3, 4, 5, 6);
        HostTensor b = f64(Shape.of(3, 4), 1, 0, 2, -1, 0, 1, 3, 2, 1, 1, 0, 5);

        assertThat(product(a, b, false, false)).isEqualTo(f64(Shape.of(2, 4), 4, 5, 8, 18, 10, 11, 23, 36));
    }

    @Test
    void a_transposed_operand_is_the_same_matrix_stored_the_other_way() {
        HostTensor a = f64(THREE_BY_TWO, 1, 4, 2, 5, 3, 6);
        HostTensor b = f64(Shape.of(4, 3), 1, 0, 1, 0, 1, 1, 2, 3, 0, -1, 2, 5);
        HostTensor expected = f64(Shape.of(2, 4), 4, 5, 8, 18, 10, 11, 23, 36);

        assertThat(product(a, b, true, true)).isEqualTo(expected);
        assertThat(product(f64(TWO_BY_THREE, 1, 2, 3, 4, 5, 6), b, false, true)).isEqualTo(expected);
        assertThat(product(a, f64(Shape.of(3, 4), 1, 0, 2, -1, 0, 1, 3, 2, 1, 1, 0, 5), true, false))
                .isEqualTo(expected);
    }

    @Test
    void leading_axes_pair_matrices() {
        HostTensor a = f32(Shape.of(2, 2, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        HostTensor b = f32(Shape.of(2, 2, 2, 1), 1, 1, 10, 100, 1, -1, 0, 2);

        assertThat(product(a, b, false, false)).isEqualTo(f32(Shape.of(2, 2, 1, 1), 3, 430, -1, 16));
    }

    @Test
    void leading_axes_pair_transposed_matrices_of_odd_extents() {
        HostTensor a = f64(Shape.of(2, 3, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        HostTensor b = f64(Shape.of(2, 1, 3), 1, 10, 100, -1, 0, 1);

        assertThat(product(a, b, true, true)).isEqualTo(f64(Shape.of(2, 2, 1), 531, 642, 4, 4));
    }

    @Test
    void leading_axes_pair_matrices_of_odd_extents() {
        HostTensor a = f64(Shape.of(2, 2, 3), 9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6);
        HostTensor b = f64(Shape.of(2, 3, 2), 0, 0, 0, 0, 0, 0, 1, 0, 10, 1, 100, 2);
        HostTensor expected = f64(Shape.of(2, 2, 2), 0, 0, 0, 0, 321, 8, 654, 17);

        assertThat(product(a, b, false, false)).isEqualTo(expected);
        HostTensor stored = f64(Shape.of(2, 2, 3), 0, 0, 0, 0, 0, 0, 1, 10, 100, 0, 1, 2);
        assertThat(product(a, stored, false, true)).isEqualTo(expected);
    }

    @Test
    void no_inner_extent_gives_zeros() {
        assertThat(product(f64(Shape.of(2, 0)), f64(Shape.of(0, 2)), false, false))
                .isEqualTo(f64(Shape.of(2, 2), 0, 0, 0, 0));
    }

    @Test
    void an_empty_result_is_empty() {
        assertThat(product(f64(Shape.of(0, 2)), f64(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), false, false))
                .isEqualTo(f64(Shape.of(0, 3)));
        assertThat(product(f64(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), f64(Shape.of(3, 0)), false, false))
                .isEqualTo(f64(Shape.of(2, 0)));
    }

    @Test
    void float_sums_are_taken_in_double_and_rounded_once() {
        HostTensor a = f32(Shape.of(1, 3), 1 << 24, 1, 1);

        assertThat(product(a, f32(Shape.of(3, 1), 1, 1, 1), false, false))
                .isEqualTo(f32(Shape.of(1, 1), (1 << 24) + 2));
    }
}
