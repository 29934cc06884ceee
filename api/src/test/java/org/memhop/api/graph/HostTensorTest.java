package org.memhop.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.memhop.api.GraphException;

class HostTensorTest {
    private static final Shape PAIR = Shape.of(2);

    @Test
    void the_array_is_shared_with_the_caller() {
        float[] data = {1, 2};
        HostTensor tensor = HostTensor.of(PAIR, data);
        data[1] = 5;

        assertThat(tensor.get(1)).isEqualTo(5);
        assertThat(tensor.floats()).isSameAs(data);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void zeros_are_of_the_type_and_shape_asked_for(DType type) {
        HostTensor tensor = HostTensor.zeros(type, Shape.of(2, 3));

        assertThat(tensor.type()).isEqualTo(type);
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(tensor.get(5)).isZero();
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void a_copy_is_equal_and_has_an_array_of_its_own(DType type) {
        HostTensor tensor = HostTensor.ofRounded(type, PAIR, 1, 2);
        HostTensor copy = tensor.copy();
        assertThat(copy).isEqualTo(tensor).hasSameHashCodeAs(tensor);

        copy.set(0, 7);

        assertThat(tensor.get(0)).isEqualTo(1);
        assertThat(copy).isNotEqualTo(tensor);
        tensor.copyFrom(copy);
        assertThat(tensor).isEqualTo(copy);
    }

    @Test
    void elements_are_rounded_to_the_type() {
        assertThat(HostTensor.ofRounded(DType.F32, PAIR, 0.1, -0.0)).isEqualTo(HostTensor.of(PAIR, 0.1f, -0.0f));
        assertThat(HostTensor.ofRounded(DType.F64, PAIR, 0.1, 2)).isEqualTo(HostTensor.of(PAIR, 0.1, 2));
        assertThat(HostTensor.ofRounded(DType.I32, PAIR, 2.9, -2.9)).isEqualTo(HostTensor.of(PAIR, 2, -2));
    }

    @Test
    void each_type_gives_its_own_array_only() {
        assertThat(HostTensor.of(PAIR, 1.0, 2.0).doubles()).containsExactly(1, 2);
        assertThat(HostTensor.of(PAIR, 1, 2).ints()).containsExactly(1, 2);
        assertThatThrownBy(() -> HostTensor.of(PAIR, 1, 2).floats())
                .isInstanceOf(GraphException.class)
                .hasMessage("tensor I32[2] was asked for its F32 array");
        assertThatThrownBy(() -> HostTensor.of(PAIR, 1f, 2f).doubles()).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> HostTensor.of(PAIR, 1f, 2f).ints()).isInstanceOf(GraphException.class);
    }

    @Test
    void an_array_that_does_not_fill_the_shape_is_refused() {
        assertThatThrownBy(() -> HostTensor.of(Shape.of(2, 2), 1f, 2f, 3f))
                .isInstanceOf(GraphException.class)
                .hasMessage("tensor of shape [2, 2] holds 4 elements, but the array has 3");
        assertThatThrownBy(() -> HostTensor.ofRounded(DType.F32, PAIR, 1))
                .isInstanceOf(GraphException.class)
                .hasMessage("tensor of shape [2] holds 2 elements, but got 1");
    }

    @Test
    void only_a_tensor_of_the_same_type_and_shape_is_copied_from() {
        HostTensor tensor = HostTensor.of(PAIR, 1f, 2f);

        assertThatThrownBy(() -> tensor.copyFrom(HostTensor.of(PAIR, 1.0, 2.0)))
                .isInstanceOf(GraphException.class)
                .hasMessage("cannot copy F64[2] into F32[2]");
        assertThatThrownBy(() -> tensor.copyFrom(HostTensor.of(Shape.of(2, 1), 1f, 2f)))
                .isInstanceOf(GraphException.class);
    }

    @Test
    void equality_looks_at_bits() {
        assertThat(HostTensor.of(PAIR, Double.NaN, 0)).isEqualTo(HostTensor.of(PAIR, Double.NaN, 0));
        assertThat(HostTensor.of(PAIR, 1, 0.0)).isNotEqualTo(HostTensor.of(PAIR, 1, -0.0));
        assertThat(HostTensor.of(PAIR, 1f, 2f)).isNotEqualTo(HostTensor.of(PAIR, 1.0, 2.0));
        assertThat(HostTensor.of(PAIR, 1f, 2f)).isNotEqualTo(HostTensor.of(Shape.of(1, 2), 1f, 2f));
        assertThat(HostTensor.of(PAIR, 1f, 2f)).isNotEqualTo("F32[2] {1.0, 2.0}");
    }

    @Test
    void it_prints_its_type_and_first_values() {
        assertThat(HostTensor.of(PAIR, 0.1f, -0f)).hasToString("F32[2] {0.1, -0.0}");
        assertThat(HostTensor.of(Shape.SCALAR, 0.1)).hasToString("F64[] {0.1}");
        assertThat(HostTensor.of(Shape.of(8), 1, 2, 3, 4, 5, 6, 7, 8)).hasToString("I32[8] {1, 2, 3, 4, 5, 6, 7, 8}");
        assertThat(HostTensor.zeros(DType.I32, Shape.of(9))).hasToString("I32[9] {0, 0, 0, 0, 0, 0, 0, 0, …}");
    }

    @Test
    void types_know_their_width_and_kind() {
        assertThat(DType.F32.bytes()).isEqualTo(4);
        assertThat(DType.F64.bytes()).isEqualTo(8);
        assertThat(DType.I32.bytes()).isEqualTo(4);
        assertThat(DType.I32.isFloating()).isFalse();
        assertThat(DType.F32.isFloating()).isTrue();
    }
}
