package org.memhop.backend.nd4j;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.testing.Compared;

/** What is computed together with the nodes before it gives what these give one by one. */
class FusionTest {
    private static final Compared COMPARED = Compared.of(new Nd4jBackendProvider(), BackendConfig.DEFAULT);
    private static final double ULP = Math.ulp(1f);
    private static final int V = 9;

    private static Node words(Scope g) {
        return g.input("words<" + V, DType.I32, Shape.of(3, 4, 5));
    }

    private static Node repeated(Scope g, Node rows) {
        int d = rows.shape().dim(-1);
        return g.broadcastTo(g.reshape(rows, Shape.of(3, 4, 1, d)), Shape.of(3, 4, 5, d));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 150})
    void sentences_are_weighted_sums_of_rows(int d) {
        COMPARED.agree(
                (g, type) -> {
                    Node table = g.input("table", type, Shape.of(V, d));
                    Node weights = g.input("weights", type, Shape.of(5, d));
                    Node each = g.broadcastTo(weights, Shape.of(3, 4, 5, d));
                    Node words = words(g);
                    Node gathered = g.gatherRows(table, words);
                    g.output("plain", g.sum(gathered, 2));
                    g.output("weighted", g.sum(g.mul(g.gatherRows(g.neg(table), words), each), 2));
                    g.output("weights first", g.sum(g.mul(each, g.gatherRows(g.exp(table), words)), 2));
                    Node large = g.input("large", type, Shape.of(40, d));
                    g.output("large table", g.sum(g.mul(g.gatherRows(large, words), each), 2));
                    g.output("another axis", g.sum(g.mul(each, g.gatherRows(g.tanh(table), words)), 1));
                    g.output("question", g.sum(g.gatherRows(table, g.input("question<9", DType.I32, Shape.of(5))), 0));
                },
                ULP * 10,
                ULP * 40);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 150})
    void gradients_of_sentences_are_scattered_with_their_weights(int d) {
        COMPARED.agree(
                (g, type) -> {
                    Node words = words(g);
                    Node rows = g.input("rows", type, Shape.of(3, 4, d));
                    Node weights = g.broadcastTo(g.input("weights", type, Shape.of(5, d)), Shape.of(3, 4, 5, d));
                    Node column = g.broadcastTo(g.input("column", type, Shape.of(4, 1, d)), Shape.of(3, 4, 5, d));
                    g.output("plain", g.scatterAddRows(repeated(g, rows), words, V));
                    g.output("weighted", g.scatterAddRows(g.mul(repeated(g, rows), weights), words, V));
                    g.output("to a large table", g.scatterAddRows(g.mul(repeated(g, rows), weights), words, 40));
                    g.output("weights first", g.scatterAddRows(g.mul(weights, repeated(g, g.neg(rows))), words, V));
                    g.output("repeated otherwise", g.scatterAddRows(g.mul(column, weights), words, V));
                },
                ULP * 10,
                ULP * 100);
    }

    @Test
    void products_are_added_to_what_is_there() {
        COMPARED.agree(
                (g, type) -> {
                    Node a = g.input("a", type, Shape.of(3, 4, 4));
                    Node b = g.input("b", type, Shape.of(3, 4, 4));
                    Node c = g.input("c", type, Shape.of(3, 4, 1));
                    Node row = g.reshape(c, Shape.of(3, 1, 4));
                    Node sum = g.add(g.matmul(a, b), g.tanh(a));
                    g.output("sum", g.add(g.add(sum, g.matmul(b, a, true, false)), g.matmul(c, row)));
                    g.output("vectors", g.add(g.matmul(a, c), c));
                    g.output("turned vectors", g.add(row, g.matmul(row, b, false, true)));
                    Node kept = g.exp(b);
                    g.output("kept", kept);
                    g.output("to what is kept", g.add(kept, g.matmul(a, a)));
                    Node itself = g.relu(b);
                    g.output("to its own factor", g.add(itself, g.matmul(itself, a)));
                    g.output("to an input", g.add(a, g.matmul(b, b)));
                },
                ULP * 10,
                ULP * 80);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 20_000})
    void a_tensor_times_a_number_reads_the_number_at_every_run(int n) {
        COMPARED.agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(n));
                    Node number = g.input("number", type, Shape.SCALAR);
                    g.output("product", g.mul(x, number));
                    g.output("number first", g.mul(g.exp(number), g.neg(x)));
                    g.output("fixed", g.mul(g.mul(x, g.constant(0.3)), g.constant(-7.0)));
                    g.output("squares", g.sumAll(g.mul(x, x)));
                },
                ULP * 4,
                ULP * 4 * Math.sqrt(n));
    }

    @Test
    void rows_that_are_left_out_for_good_are_cleared() {
        COMPARED.agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(8, 3));
                    Node first = g.constant(HostTensor.of(Shape.of(8, 1), 0, 1, 1, 1, 1, 1, 1, 1));
                    Node most = g.constant(HostTensor.of(Shape.of(8, 1), 0, 1, 0, 0, 0, 1, 1, 0));
                    Node zero = g.constant(0.0);
                    g.output("first", g.where(first, x, zero));
                    g.output("first of what is not kept", g.where(first, g.neg(x), zero));
                    g.output("most", g.where(most, x, zero));
                    g.output("others", g.where(first, zero, x));
                    g.output("not zero", g.where(first, x, g.constant(-0.0)));
                },
                0,
                0);
    }

    @Test
    void new_values_made_in_place_do_not_reach_what_still_reads_the_old_ones() {
        COMPARED.agree(
                (g, type) -> {
                    Variable a = new Variable("a", type, Shape.of(3, 4));
                    Variable b = new Variable("b", type, Shape.of(3, 4));
                    Variable c = new Variable("c", type, Shape.of(3, 4));
                    Node step = g.input("step", type, Shape.of(3, 4));
                    g.update(a, g.sub(g.variable(a), step));
                    g.update(b, g.add(g.variable(b), g.variable(a)));
                    g.update(c, g.mul(g.variable(c), g.variable(c)));
                    g.output("a", g.reshape(g.variable(a), Shape.of(4, 3)));
                    g.output("sum", g.sum(g.variable(c), 0));
                },
                ULP,
                ULP * 8);
    }

    @Test
    void memory_that_serves_again_holds_nothing_that_is_still_needed() {
        COMPARED.agree(
                (g, type) -> {
                    Node x = g.input("x", type, Shape.of(2, 3));
                    Node fixed = g.mul(g.filled(x, 2), g.constant(1.5));
                    Node y = g.neg(g.reshape(x, Shape.of(3, 2)));
                    Node z = g.exp(g.reshape(y, Shape.of(2, 3)));
                    Node w = g.add(g.mul(z, fixed), z);
                    g.output("turned", g.transpose(g.add(g.stopGradient(w), x), 1, 0));
                    g.output("y", g.concat(0, List.of(y, g.reshape(w, Shape.of(3, 2)))));
                    g.output("late input", g.add(g.input("late", type, Shape.of(2, 3)), fixed));
                },
                ULP * 4,
                ULP * 8);
    }

    @Test
    void a_product_overwrites_what_its_memory_held_before() {
        COMPARED.agreeOnSpecialValues(
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
}
