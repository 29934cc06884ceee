package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.jvm.BothKernels.COMPARED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;
import org.memhop.testing.Compared;

class SelectTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15, 16, 17, 75, 100})
    void one_of_two_values_is_taken_bit_by_bit_whatever_the_length_of_a_row(int n) {
        Compared.Model model = (g, type) -> {
            Shape shape = Shape.of(5, n);
            Node condition = g.sub(g.input("c<3", DType.I32, shape), g.input("d<3", DType.I32, shape));
            Node a = g.input("a", type, shape);
            Node b = g.input("b", type, shape);
            g.output("both", g.where(condition, a, b));
            g.output("or a number", g.where(condition, a, g.constant(-0.0)));
            g.output("or else a number", g.where(condition, g.constant(1.5), b));
            g.output("numbers", g.where(condition, g.constant(1.5), g.constant(-2.5)));
            Node turned = g.transpose(g.reshape(a, Shape.of(n, 5)), 1, 0);
            g.output("turned", g.where(condition, turned, b));
            g.output("a column", g.where(g.slice(condition, List.of(0, 0), List.of(5, 1)), a, b));
        };
        COMPARED.agree(model, 0, 0);
        COMPARED.agreeOnSpecialValues(model, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15, 16, 17, 75, 100})
    void the_gradient_of_a_relu_is_one_step(int n) {
        Compared.Model model = (g, type) -> {
            Shape shape = Shape.of(5, n);
            Node x = g.input("x", type, Shape.of(5, 2 * n));
            Node dy = g.input("dy", type, shape);
            Node half = g.slice(x, List.of(0, n), List.of(5, n));
            Node turned = g.transpose(g.reshape(dy, Shape.of(n, 5)), 1, 0);
            g.output("of half", g.where(g.greater(half, g.constant(0.0)), dy, g.constant(0.0)));
            g.output("turned", g.where(g.greater(g.neg(half), g.constant(0.0)), turned, g.constant(0.0)));
        };
        COMPARED.agree(model, 0, 0);
        COMPARED.agreeOnSpecialValues(model, 0, 0);
        assertThat(COMPARED.plan(model)).contains("relu gradient").doesNotContain("GREATER");
    }

    @Test
    void what_only_looks_like_the_gradient_of_a_relu_is_computed_as_it_stands() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(5, 40));
            Node dy = g.input("dy", type, Shape.of(5, 40));
            Node zero = g.constant(0.0);
            g.output("above one", g.where(g.greater(x, g.constant(1.0)), dy, zero));
            g.output("minus zero", g.where(g.greater(dy, zero), x, g.constant(-0.0)));
            g.output("below", g.where(g.greater(zero, x), dy, zero));
            Node positive = g.greater(x, zero);
            g.output("condition", positive);
            g.output("gradient", g.where(positive, dy, zero));
        };
        COMPARED.agree(model, 0, 0);
        COMPARED.agreeOnSpecialValues(model, 0, 0);
        assertThat(COMPARED.plan(model)).doesNotContain("relu gradient");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 19, 75})
    void the_larger_of_two_is_taken_bit_by_bit_whatever_the_length_of_a_row(int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(5, 2 * n));
            Node half = g.slice(x, List.of(0, n), List.of(5, n));
            Node other = g.input("y", type, Shape.of(5, n));
            g.output("relu", g.relu(half));
            g.output("larger", g.maximum(half, other));
            g.output("than a number", g.maximum(other, g.constant(-0.5)));
        };
        COMPARED.agree(model, 0, 0);
        COMPARED.agreeOnSpecialValues(model, 0, 0);
    }
}
