package org.memhop.backend.nd4j;

import static org.memhop.backend.nd4j.Compared.agree;
import static org.memhop.backend.nd4j.Compared.agreeOnSpecialValues;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

/** Each operation at sizes that Java computes, and at sizes that are left to ND4J. */
class OpsTest {
    private static final double ULP = Math.ulp(1f);

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 1000, 20_000})
    void functions_of_one_number_agree_on_every_kind_of_number(int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(n));
            g.output("exp", g.exp(x));
            g.output("log", g.log(x));
            g.output("sqrt", g.sqrt(x));
            g.output("tanh", g.tanh(x));
            g.output("sigmoid", g.sigmoid(x));
        };
        agree(model, 1e-6, Float.MIN_VALUE);
        agreeOnSpecialValues(model, 1e-6, Float.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 5000})
    void arithmetic_agrees_on_every_kind_of_number(int n) {
        Compared.Model model = (g, type) -> {
            Node a = g.input("a", type, Shape.of(4, n));
            Node b = g.input("b", type, Shape.of(4, n));
            Node column = g.input("column", type, Shape.of(4, 1));
            Node number = g.input("number", type, Shape.SCALAR);
            g.output("add", g.add(a, b));
            g.output("add stretched", g.add(column, b));
            g.output("sub", g.sub(a, b));
            g.output("sub stretched", g.sub(number, b));
            g.output("mul", g.mul(a, b));
            g.output("mul itself", g.mul(a, a));
            g.output("mul number", g.mul(a, number));
            g.output("div", g.div(a, b));
            g.output("div column", g.div(a, column));
        };
        agree(model, ULP, Float.MIN_VALUE);
        agreeOnSpecialValues(model, ULP, Float.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 5000})
    void what_only_chooses_and_compares_gives_the_same_bits_on_every_kind_of_number(int n) {
        Compared.Model model = (g, type) -> {
            Node a = g.input("a", type, Shape.of(4, n));
            Node b = g.input("b", type, Shape.of(4, n));
            Node c = g.input("c<2", DType.I32, Shape.of(4, n));
            g.output("neg", g.neg(a));
            g.output("relu", g.relu(a));
            g.output("maximum", g.maximum(a, b));
            g.output("greater", g.greater(a, b));
            g.output("equal", g.equal(a, b));
            g.output("where", g.where(c, a, b));
            g.output("cast", g.cast(g.max(a, 1), DType.I32));
            g.output("stopped", g.stopGradient(a));
            g.output("largest", g.max(a, 0, 1));
            g.output("largest of rows", g.max(a, 1));
            g.output("largest of columns", g.max(a, 0));
            g.output("place", g.argmax(a, 1));
            g.output("place in columns", g.argmax(a, 0));
            g.output("ties", g.argmax(g.greater(a, b), 1));
        };
        agree(model, 0, 0);
        agreeOnSpecialValues(model, 0, 0);
    }

    @Test
    void integers_wrap_around() {
        agree(
                (g, type) -> {
                    Node a = g.input("a<100000", DType.I32, Shape.of(4, 9));
                    Node b = g.input("b<100000", DType.I32, Shape.of(4, 9));
                    Node product = g.mul(a, b);
                    g.output("mul", product);
                    g.output("sub", g.sub(g.neg(product), b));
                    g.output("relu", g.relu(g.sub(a, b)));
                    g.output("maximum", g.maximum(product, b));
                    g.output("sum", g.sum(product, 1));
                    g.output("sum of columns", g.sum(product, 0));
                    g.output("largest", g.max(product, 0));
                    g.output("as floating", g.cast(product, type));
                    g.output("gathered", g.gatherRows(product, g.input("i<4", DType.I32, Shape.of(3))));
                    g.output("scattered", g.scatterAddRows(product, g.input("j<4", DType.I32, Shape.of(4)), 4));
                },
                0,
                0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20, 150, 3000})
    void sums_agree_over_any_axes(int n) {
        agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(3, 4, 2, n));
                    g.output("none", g.sum(x));
                    g.output("all", g.sumAll(x));
                    g.output("squares", g.sumAll(g.mul(x, x)));
                    g.output("last", g.sum(x, 3));
                    g.output("first", g.sum(x, 0));
                    g.output("middle", g.sum(x, 1));
                    g.output("two", g.sum(x, 1, 2));
                    g.output("apart", g.sum(x, 0, 2));
                    g.output("ends", g.sum(x, 0, 3));
                    g.output("of nothing", g.sum(g.slice(x, List.of(0, 0, 0, 0), List.of(3, 0, 2, n)), 1));
                },
                4 * ULP,
                4 * ULP * Math.sqrt(24 * n));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1, 1", "1, 3, 5, 7", "4, 10, 1, 20", "4, 1, 10, 20", "3, 20, 1, 10", "1, 33, 50, 20", "2, 37, 65, 150",
        "3, 7, 0, 5", "2, 4, 5, 0", "5, 50, 1, 50", "5, 1, 50, 50", "2, 6, 16, 16", "1, 1, 40, 33", "1, 17, 601, 200"
    })
    void products_of_matrices_agree_however_they_are_stored(int batch, int m, int n, int k) {
        agree(
                (g, type) -> {
                    Node a = g.input("a", type, Shape.of(batch, m, k));
                    Node b = g.input("b", type, Shape.of(batch, k, n));
                    Node ta = g.transpose(a, 0, 2, 1);
                    Node tb = g.transpose(b, 0, 2, 1);
                    g.output("plain", g.matmul(a, b));
                    g.output("a turned", g.matmul(ta, b, true, false));
                    g.output("b turned", g.matmul(a, tb, false, true));
                    g.output("both turned", g.matmul(ta, tb, true, true));
                    g.output(
                            "both at once",
                            g.matmul(g.reshape(a, Shape.of(1, batch, m, k)), g.reshape(b, Shape.of(1, batch, k, n))));
                },
                0,
                4 * ULP * Math.sqrt(k + 1) * (k + 1) * 0.7);
    }

    @Test
    void a_product_overwrites_what_its_memory_held_before() {
        agreeOnSpecialValues(
                (g, type) -> {
                    Node a = g.input("a", type, Shape.of(3, 4));
                    // Leaves NaN in memory that the product may be given.
                    g.output("before", g.sumAll(g.log(g.mul(a, g.constant(0.0)))));
                    Node ones = g.filled(a, 1);
                    g.output("product", g.matmul(ones, ones, false, true));
                },
                ULP,
                0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 70})
    void movement_gives_the_same_bits(int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(3, 4, n));
            g.output("reshaped", g.reshape(x, Shape.of(n, 12)));
            g.output("turned", g.transpose(x, 2, 0, 1));
            g.output("turned back", g.transpose(g.transpose(x, 2, 0, 1), 1, 2, 0));
            g.output("stretched", g.broadcastTo(g.reshape(x, Shape.of(3, 1, 4, n)), Shape.of(3, 2, 4, n)));
            g.output("stretched in front", g.broadcastTo(x, Shape.of(2, 3, 4, n)));
            g.output("stretched behind", g.broadcastTo(g.max(x, 2), Shape.of(5, 3, 4)));
            g.output("part", g.slice(x, List.of(1, 0, n / 2), List.of(2, 3, n - n / 2)));
            g.output("no part", g.slice(x, List.of(1, 0, 0), List.of(2, 0, n)));
            g.output("padded", g.pad(x, List.of(1, 0, 2), List.of(0, 3, 1)));
            g.output("joined", g.concat(1, List.of(x, g.slice(x, List.of(0, 1, 0), List.of(3, 2, n)), x)));
            g.output("joined last", g.concat(-1, List.of(x, x)));
        };
        agree(model, 0, 0);
        agreeOnSpecialValues(model, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 150})
    void rows_are_gathered_and_scattered_alike(int width) {
        agree(
                (g, type) -> {
                    Node table = g.input("table", type, Shape.of(7, width));
                    Node indices = g.input("indices<7", DType.I32, Shape.of(4, 9));
                    g.output("gathered", g.gatherRows(table, indices));
                    Node x = g.input("x", type, Shape.of(4, 9, width));
                    g.output("scattered", g.scatterAddRows(x, indices, 9));
                },
                0,
                ULP * 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 50, 3000})
    void what_runs_along_the_last_axis_agrees_on_every_kind_of_number(int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(30, n));
            Node labels = g.input("labels<" + n, DType.I32, Shape.of(30));
            g.output("softmax", g.softmax(x));
            g.output("log", g.logSoftmax(x));
            g.output("loss", g.crossEntropy(x, labels));
            g.output("gradient", g.crossEntropyGrad(x, labels, g.input("factor", type, Shape.of(30))));
        };
        agree(model, 8 * ULP * (40 + Math.sqrt(n)), 8 * ULP * (8 + Math.sqrt(n)));
        agreeOnSpecialValues(model, 8 * ULP * (200 + Math.sqrt(n)), 8 * ULP * (8 + Math.sqrt(n)));
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 4", "2, 0, 4", "2, 3, 0", "0, 0, 0"})
    void tensors_without_elements_are_computed_like_others(int batch, int places, int d) {
        agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(batch, places, d));
                    Node row = g.input("row", type, Shape.of(places, 1));
                    g.output("sum of both", g.add(x, row));
                    g.output("exp", g.exp(x));
                    g.output("chosen", g.where(g.greater(x, row), x, row));
                    g.output("cast", g.cast(x, DType.I32));
                    g.output("sum", g.sum(x, 1));
                    g.output("sums", g.sum(x, 0, 2));
                    g.output("product", g.matmul(x, x, false, true));
                    g.output("turned", g.transpose(x, 2, 0, 1));
                    g.output("padded", g.pad(x, List.of(0, 1, 0), List.of(1, 0, 0)));
                    g.output("joined", g.concat(2, List.of(x, x)));
                    g.output("softmax", g.softmax(x));
                    Node flat = g.reshape(x, Shape.of(batch * places, d));
                    g.output(
                            "scattered",
                            g.scatterAddRows(flat, g.input("i<5", DType.I32, Shape.of(batch * places)), 5));
                    g.output(
                            "gathered",
                            g.gatherRows(
                                    g.input("table", type, Shape.of(4, d)),
                                    g.input("j<4", DType.I32, Shape.of(batch, places))));
                },
                2e-6,
                ULP * 8);
    }
}
