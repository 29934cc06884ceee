package org.memhop.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.memhop.backend.reference.Runs.f32;
import static org.memhop.backend.reference.Runs.f64;
import static org.memhop.backend.reference.Runs.i32;
import static org.memhop.backend.reference.Runs.run;

import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class RowsTest {
    private static final Shape THREE_BY_TWO = Shape.of(3, 2);

    private static HostTensor gather(HostTensor table, HostTensor indices) {
        return run((g, n) -> g.scope("lookup").gatherRows(n.get(0), n.get(1)), table, indices);
    }

    private static HostTensor scatter(HostTensor rows, HostTensor indices, int count) {
        return run((g, n) -> g.scope("lookup").scatterAddRows(n.get(0), n.get(1), count), rows, indices);
    }

    @Test
    void gather_takes_rows_by_number() {
        HostTensor table = f32(THREE_BY_TWO, 0, 1, 10, 11, 20, 21);

        assertThat(gather(table, i32(Shape.of(2, 2), 2, 0, 1, 2)))
                .isEqualTo(f32(Shape.of(2, 2, 2), 20, 21, 0, 1, 10, 11, 20, 21));
        assertThat(gather(table, i32(Shape.SCALAR, 1))).isEqualTo(f32(10, 11));
        assertThat(gather(i32(THREE_BY_TWO, 1, 2, 3, 4, 5, 6), i32(2))).isEqualTo(i32(Shape.of(1, 2), 5, 6));
    }

    @Test
    void gather_of_no_rows_or_of_empty_rows_is_empty() {
        assertThat(gather(f64(THREE_BY_TWO, 1, 2, 3, 4, 5, 6), i32(Shape.of(0))))
                .isEqualTo(f64(Shape.of(0, 2)));
        assertThat(gather(f64(Shape.of(3, 0)), i32(2, 1))).isEqualTo(f64(Shape.of(2, 0)));
    }

    @Test
    void scatter_adds_rows_of_one_number_together() {
        HostTensor rows = f64(THREE_BY_TWO, 1, 2, 3, 4, 5, 6);

        assertThat(scatter(rows, i32(1, 3, 1), 4)).isEqualTo(f64(Shape.of(4, 2), 0, 0, 6, 8, 0, 0, 3, 4));
    }

    @Test
    void scatter_takes_indices_of_any_shape() {
        HostTensor rows = f32(Shape.of(2, 2, 1), 1, 2, 4, 8);

        assertThat(scatter(rows, i32(Shape.of(2, 2), 0, 1, 1, 1), 2)).isEqualTo(f32(Shape.of(2, 1), 1, 14));
        assertThat(scatter(f64(3, 4), i32(Shape.SCALAR, 1), 2)).isEqualTo(f64(Shape.of(2, 2), 0, 0, 3, 4));
    }

    @Test
    void scatter_of_floats_sums_in_double_and_in_order() {
        HostTensor rows = f32(Shape.of(3, 1), 1 << 24, 1, 1);

        assertThat(scatter(rows, i32(0, 0, 0), 1)).isEqualTo(f32(Shape.of(1, 1), (1 << 24) + 2));
        assertThat(scatter(f64(Shape.of(3, 1), 1e16, 1, -1e16), i32(0, 0, 0), 1))
                .isEqualTo(f64(Shape.of(1, 1), 0));
    }

    @Test
    void scatter_of_integers_wraps_around() {
        HostTensor rows = i32(THREE_BY_TWO, Integer.MAX_VALUE, 2, 1, 4, 5, 6);

        assertThat(scatter(rows, i32(1, 1, 0), 2)).isEqualTo(i32(Shape.of(2, 2), 5, 6, Integer.MIN_VALUE, 6));
    }

    @Test
    void scatter_of_nothing_is_zeros() {
        assertThat(scatter(f64(Shape.of(0, 2)), i32(Shape.of(0)), 1)).isEqualTo(f64(Shape.of(1, 2), 0, 0));
        assertThat(scatter(f64(Shape.of(0, 2)), i32(Shape.of(0)), 0)).isEqualTo(f64(Shape.of(0, 2)));
    }

    @Test
    void gather_names_the_index_that_no_row_belongs_to() {
        HostTensor table = f64(THREE_BY_TWO, 1, 2, 3, 4, 5, 6);

        assertThatThrownBy(() -> gather(table, i32(Shape.of(2, 2), 0, 2, 3, -1)))
                .isInstanceOf(BackendException.class)
                .hasMessage(
                        "%2 GATHER_ROWS F64[2, 2, 2] (lookup): index 3 at [1, 0] of input \"x1\" I32[2, 2]; expected"
                                + " 0 or more, and less than 3");
        assertThatThrownBy(() -> gather(table, i32(0, -1))).hasMessageContaining("index -1 at [1] of");
    }

    @Test
    void scatter_names_the_index_that_no_row_belongs_to() {
        HostTensor rows = f64(THREE_BY_TWO, 1, 2, 3, 4, 5, 6);

        assertThatThrownBy(() -> scatter(rows, i32(0, 1, 2), 2))
                .isInstanceOf(BackendException.class)
                .hasMessage("%2 SCATTER_ADD_ROWS F64[2, 2] (lookup): index 2 at [2] of input \"x1\" I32[3]; expected"
                        + " 0 or more, and less than 2");
        assertThatThrownBy(() -> scatter(rows, i32(0, -5, 2), 3)).hasMessageContaining("index -5 at [1] of");
        assertThatThrownBy(() -> scatter(f64(3, 4), i32(Shape.SCALAR, 9), 3)).hasMessageContaining("index 9 at [] of");
    }
}
