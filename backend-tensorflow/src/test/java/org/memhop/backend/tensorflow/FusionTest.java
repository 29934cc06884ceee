package org.memhop.backend.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.testing.Compared;

/** What is said in other operations than node by node, and what looks like it but is not. */
class FusionTest {
    /** On one thread and on two. */
    private static final Compared COMPARED = Compared.of(
            new TensorFlowBackendProvider(), BackendConfig.DEFAULT, BackendConfig.DEFAULT.with("threads", "2"));

    private static final double CLOSE = 1e-5;

    private static Node weights(Scope g, DType type, int places, int d) {
        double[] values = IntStream.range(0, places * d)
                .mapToDouble(i -> 0.25 * (i % 7) - 0.5)
                .toArray();
        return g.constant(HostTensor.ofRounded(type, Shape.of(places, d), values));
    }

    /** 12 bags; more and fewer than there are rows. */
    @ParameterizedTest
    @ValueSource(ints = {5, 12, 13})
    void bags_of_words_and_their_gradients_agree(int rows) {
        COMPARED.agree(
                (g, type) -> {
                    Node table = g.variable(new Variable("table", type, Shape.of(rows, 6)));
                    Node words = g.input("words<" + rows, DType.I32, Shape.of(3, 4, 5));
                    Node weights = weights(g, type, 5, 6);
                    Node gathered = g.gatherRows(table, words);
                    g.output("weighted", g.sum(g.mul(gathered, weights), 2));
                    g.output("weighted from the left", g.sum(g.mul(weights, g.gatherRows(g.neg(table), words)), -2));
                    g.output("plain", g.sum(g.gatherRows(g.exp(table), words), 2));
                    Node bags = g.reshape(g.input("bags", type, Shape.of(3, 4, 6)), Shape.of(3, 4, 1, 6));
                    Node each = g.broadcastTo(bags, Shape.of(3, 4, 5, 6));
                    g.output("gradient", g.scatterAddRows(g.mul(each, weights), words, rows));
                    g.output("plain gradient", g.scatterAddRows(each, words, rows));
                },
                CLOSE,
                CLOSE);
    }

    @Test
    void what_is_read_elsewhere_too_or_summed_otherwise_is_no_bag() {
        COMPARED.agree(
                (g, type) -> {
                    Node table = g.input("table", type, Shape.of(5, 6));
                    Node words = g.input("words<5", DType.I32, Shape.of(6, 6));
                    Node weights = weights(g, type, 6, 6);
                    Node gathered = g.gatherRows(table, words);
                    Node terms = g.mul(gathered, weights);
                    g.output("bags", g.sum(terms, 1));
                    g.output("terms", terms);
                    g.output("over bags", g.sum(g.mul(g.gatherRows(g.neg(table), words), weights), 0));
                    g.output("over d", g.sum(g.mul(g.gatherRows(g.exp(table), words), weights), 2));
                    Node column = g.input("column", type, Shape.of(6, 1, 6));
                    Node row = g.input("row", type, Shape.of(1, 6, 6));
                    g.output("rows", g.scatterAddRows(g.broadcastTo(row, Shape.of(6, 6, 6)), words, 5));
                    g.output(
                            "columns",
                            g.scatterAddRows(g.mul(g.broadcastTo(column, Shape.of(6, 6, 6)), gathered), words, 5));
                },
                CLOSE,
                CLOSE);
    }

    /** A word beyond the table would be another word's row of the weighted table. */
    @Test
    void computed_words_out_of_range_are_found_in_a_bag() {
        Variable table = new Variable("table", DType.F32, Shape.of(2, 3));
        Scope g = Scope.root(DType.F32);
        Node words = g.cast(g.input("x", DType.F32, Shape.of(2, 2)), DType.I32);
        Node bags = g.sum(g.mul(g.gatherRows(g.variable(table), words), weights(g, DType.F32, 2, 3)), 1);
        g.update(table, bags);
        try (Backend backend = new TensorFlowBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of(table))) {
            HostTensor before = HostTensor.of(Shape.of(2, 3), 1f, 2f, 3f, 4f, 5f, 6f);
            session.write(table, before);
            assertThatThrownBy(() ->
                            session.compile(g.graph()).run(List.of(HostTensor.of(Shape.of(2, 2), 0f, 1f, 2f, 0f))))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("GATHER_ROWS")
                    .hasMessageContaining("index 2 at [1, 0]");
            assertThat(session.read(table)).isEqualTo(before);
        }
    }

    @Test
    void cross_entropies_and_their_gradients_agree_whatever_multiplies_them() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(5, 7));
            Node labels = g.input("labels<7", DType.I32, Shape.of(5));
            Node ones = g.filled(g.crossEntropy(x, labels), 1);
            g.output("loss", g.crossEntropy(x, labels));
            g.output("gradient", g.crossEntropyGrad(x, labels, ones));
            g.output("twice", g.crossEntropyGrad(x, labels, g.filled(ones, 2)));
            g.output("scaled", g.crossEntropyGrad(x, labels, g.input("g", type, Shape.of(5))));
        };
        COMPARED.agree(model, CLOSE, CLOSE);
        COMPARED.agreeOnSpecialValues(model, CLOSE, CLOSE);
    }

    @Test
    void rows_that_are_left_out_agree() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(32, 3));
            int[] live =
                    IntStream.range(0, 32).map(i -> i == 0 || i == 5 ? 0 : 1).toArray();
            Node rows = g.constant(HostTensor.of(Shape.of(32, 1), live));
            Node zero = g.constant(HostTensor.zeros(type, Shape.SCALAR));
            g.output("without", g.where(rows, x, zero));
            g.output("minus zero", g.where(rows, x, g.neg(g.broadcastTo(zero, Shape.of(32, 3)))));
            g.output(
                    "constant minus zero",
                    g.where(rows, x, g.constant(HostTensor.ofRounded(type, Shape.SCALAR, -0.0))));
            g.output("of a sum", g.where(rows, g.add(x, x), zero));
            g.output("others", g.where(rows, x, g.neg(x)));
            g.output(
                    "all",
                    g.where(
                            g.constant(HostTensor.of(
                                    Shape.of(32, 1), IntStream.range(1, 33).toArray())),
                            x,
                            zero));
            g.output("x", x);
        };
        COMPARED.agree(model, 0, 0);
        COMPARED.agreeOnSpecialValues(model, 0, 0);
    }

    @Test
    void a_maximum_with_zeros_of_both_signs_agrees_to_the_bit() {
        Scope g = Scope.root(DType.F32);
        Node x = g.input("x", DType.F32, Shape.of(4));
        g.output("plus", g.maximum(x, g.constant(0.0)));
        g.output("minus", g.maximum(g.constant(-0.0), x));
        g.output("one", g.maximum(x, g.constant(1.0)));
        HostTensor in = HostTensor.of(Shape.of(4), 0f, -0f, Float.NaN, -1f);
        try (Backend backend = new TensorFlowBackendProvider().open(BackendConfig.DEFAULT);
                Session session = backend.newSession(List.of())) {
            assertThat(session.compile(g.graph()).run(List.of(in)))
                    .containsExactly(
                            HostTensor.of(Shape.of(4), 0f, 0f, Float.NaN, 0f),
                            HostTensor.of(Shape.of(4), 0f, -0f, Float.NaN, -0f),
                            HostTensor.of(Shape.of(4), 1f, 1f, Float.NaN, 1f));
        }
    }
}
