package org.memhop.backend.tensorflow;

import static org.memhop.backend.tensorflow.Compared.agree;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Shape;

class EmptyTest {
    @ParameterizedTest
    @CsvSource({"0, 3, 4", "2, 0, 4", "2, 3, 0", "0, 0, 0"})
    void tensors_without_elements_are_computed_like_others(int batch, int places, int d) {
        agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(batch, places, d));
                    Node row = g.input("row", type, Shape.of(places, 1));
                    g.output("sum of both", g.add(x, row));
                    g.output("exp", g.exp(x));
                    g.output("greater", g.greater(x, row));
                    g.output("chosen", g.where(g.greater(x, row), x, row));
                    g.output("cast", g.cast(x, DType.I32));
                    g.output("sum", g.sum(x, 1));
                    g.output("sum of all", g.sumAll(g.mul(x, x)));
                    g.output("turned", g.transpose(x, 2, 0, 1));
                    g.output("twice", g.concat(1, List.of(x, x)));
                    g.output("padded", g.pad(x, List.of(1, 0, 0), List.of(0, 1, 1)));
                    g.output("softmax", g.softmax(x));
                    g.output("product", g.matmul(x, x, false, true));
                    g.output("outer", g.matmul(x, x, true, false));
                },
                0,
                2e-5);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 4, 5", "2, 0, 4, 5", "2, 3, 0, 5", "0, 3, 4, 0"})
    void bags_without_words_or_columns_are_computed_like_others(int batch, int places, int d, int rows) {
        agree(
                (g, type) -> {
                    Node words = g.input("words<5", DType.I32, Shape.of(batch, places));
                    Node weights = g.input("weights", type, Shape.of(places, d));
                    Node gathered = g.gatherRows(g.input("table", type, Shape.of(rows, d)), words);
                    g.output("bags", g.sum(g.mul(gathered, weights), 1));
                    Node bags = g.input("rows", type, Shape.of(batch, 1, d));
                    Node each = g.broadcastTo(bags, Shape.of(batch, places, d));
                    g.output("scattered", g.scatterAddRows(g.mul(each, weights), words, rows));
                },
                0,
                1e-5);
    }
}
