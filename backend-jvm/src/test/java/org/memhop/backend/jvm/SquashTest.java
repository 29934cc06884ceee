package org.memhop.backend.jvm;

import static org.memhop.backend.jvm.BothKernels.COMPARED;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

class SquashTest {
    @ParameterizedTest
    @ValueSource(doubles = {0x1p-13, 0.125, 1, 4, 32})
    void tanh_and_sigmoid_are_right_at_every_size_of_what_they_are_taken_of(double scale) {
        COMPARED.agree(
                (g, type) -> {
                    Node x = g.mul(g.input("x", type, Shape.of(4003)), g.constant(scale));
                    g.output("tanh", g.tanh(x));
                    g.output("sigmoid", g.sigmoid(x));
                },
                2e-6,
                1e-44);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 77})
    void tanh_and_sigmoid_are_right_of_special_values(int n) {
        COMPARED.agreeOnSpecialValues(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(20, n));
                    g.output("tanh", g.tanh(x));
                    g.output("sigmoid", g.sigmoid(x));
                },
                2e-6,
                1e-44);
    }
}
