package org.memhop.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.memhop.api.GraphException;

class ShapeTest {
    @Test
    void size_is_the_product_of_the_extents() {
        assertThat(Shape.of(2, 3, 4).size()).isEqualTo(24);
        assertThat(Shape.of(2, 0, 4).size()).isZero();
        assertThat(Shape.SCALAR.size()).isEqualTo(1);
        assertThat(Shape.of()).isSameAs(Shape.SCALAR);
    }

    @Test
    void negative_axes_count_from_the_last() {
        Shape shape = Shape.of(2, 3, 4);

        assertThat(shape.dim(0)).isEqualTo(2);
        assertThat(shape.dim(-1)).isEqualTo(4);
        assertThat(shape.dim(-3)).isEqualTo(2);
        assertThat(shape.remove(-1)).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void an_axis_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> Shape.of(2, 3).dim(2))
                .isInstanceOf(GraphException.class)
                .hasMessage("axis 2 of shape [2, 3]: rank is 2");
        assertThatThrownBy(() -> Shape.of(2, 3).dim(-3)).hasMessageContaining("axis -3");
        assertThatThrownBy(() -> Shape.SCALAR.remove(0)).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> Shape.of(2).insert(2, 1))
                .isInstanceOf(GraphException.class)
                .hasMessage("axis 2 of shape [2]: one more may come at 0 to 1");
        assertThatThrownBy(() -> Shape.of(2).insert(-1, 1)).isInstanceOf(GraphException.class);
    }

    @Test
    void axes_come_and_go() {
        assertThat(Shape.of(2, 3).insert(0, 9)).isEqualTo(Shape.of(9, 2, 3));
        assertThat(Shape.of(2, 3).insert(2, 9)).isEqualTo(Shape.of(2, 3, 9));
        assertThat(Shape.of(2, 3, 4).remove(1)).isEqualTo(Shape.of(2, 4));
    }

    @Test
    void the_last_axis_is_dense() {
        assertThat(Shape.of(2, 3, 4).strides()).containsExactly(12, 4, 1);
        assertThat(Shape.SCALAR.strides()).isEmpty();
        assertThat(Shape.of(2, 3, 4).coordinates(17)).containsExactly(1, 1, 1);
        assertThat(Shape.SCALAR.coordinates(0)).isEmpty();
    }

    @Test
    void a_negative_extent_is_refused() {
        assertThatThrownBy(() -> Shape.of(2, -1))
                .isInstanceOf(GraphException.class)
                .hasMessage("shape [2, -1]: an extent is negative; extents are 0 or more");
    }

    @Test
    void a_tensor_that_no_array_holds_is_refused() {
        assertThat(Shape.of(Integer.MAX_VALUE).size()).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> Shape.of(65_536, 65_536))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("more than 2147483647 elements");
    }

    @Test
    void shapes_are_values_that_nobody_changes() {
        int[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 9;
        shape.dims()[1] = 9;

        assertThat(shape)
                .isEqualTo(Shape.of(2, 3))
                .hasSameHashCodeAs(Shape.of(2, 3))
                .hasToString("[2, 3]");
        assertThat(shape).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo("[2, 3]");
    }
}
