package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.jvm.BothKernels.COMPARED;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.testing.Compared;

class FusionTest {
    private static final double ULP = Math.ulp(1f);

    private static Node lastSum(Scope g, Node x) {
        Node sum = g.sum(x, -1);
        return g.broadcastTo(g.reshape(sum, sum.shape().insert(sum.shape().rank(), 1)), x.shape());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 16, 50, 100})
    void the_gradient_of_a_softmax_is_one_step(int n) {
        Compared.Model model = (g, type) -> {
            Node p = g.input("p", type, Shape.of(6, n));
            Node dp = g.input("dp", type, Shape.of(6, n));
            g.output("y", g.mul(p, g.sub(dp, lastSum(g, g.mul(dp, p)))));
            g.output("turned", g.mul(g.sub(p, lastSum(g, g.mul(dp, p))), dp));
        };
        COMPARED.agree(model, 0, ULP * 20 * n);
        assertThat(COMPARED.plan(model))
                .contains("softmax gradient")
                .doesNotContain("SUM")
                .doesNotContain(" SUB ");
    }

    @Test
    void what_only_looks_like_the_gradient_of_a_softmax_is_computed_as_it_stands() {
        COMPARED.agree(
                (g, type) -> {
                    Node p = g.input("p", type, Shape.of(6, 6));
                    Node q = g.input("q", type, Shape.of(6, 6));
                    Node dp = g.input("dp", type, Shape.of(6, 6));
                    g.output("another sum", g.mul(p, g.sub(dp, lastSum(g, g.mul(dp, q)))));
                    g.output("another axis", g.mul(p, g.sub(dp, g.broadcastTo(g.sum(g.mul(dp, p), 1), p.shape()))));
                    g.output("columns", g.mul(p, g.sub(dp, g.broadcastTo(g.sum(g.mul(dp, p), 0), p.shape()))));
                },
                0,
                ULP * 100);
    }

    @ParameterizedTest
    @CsvSource({"3, 10, 20", "2, 5, 7", "4, 1, 50", "2, 7, 16", "2, 6, 150"})
    void a_sum_of_outer_products_is_one_step(int batch, int m, int n) {
        Compared.Model model = (g, type) -> {
            Node a = g.input("a", type, Shape.of(batch, m, 1));
            Node u = g.input("u", type, Shape.of(batch, 1, n));
            Node b = g.input("b", type, Shape.of(batch, 1, m));
            Node v = g.input("v", type, Shape.of(batch, n, 1));
            g.output("y", g.add(g.matmul(a, u), g.matmul(b, v, true, true)));
        };
        COMPARED.agree(model, 2 * ULP, 4 * ULP);
        assertThat(COMPARED.plan(model)).contains("sum of outer products").doesNotContain("MATMUL");
    }

    @ParameterizedTest
    @CsvSource({"3, 10, 20", "2, 5, 7", "4, 1, 50", "5, 1, 1", "2, 7, 16", "70, 50, 150"})
    void a_sum_of_outer_products_of_many_hops_is_one_step(int batch, int m, int n) {
        Compared.Model model = (g, type) -> {
            Node sum = g.matmul(g.input("a0", type, Shape.of(batch, m, 1)), g.input("u0", type, Shape.of(batch, 1, n)));
            for (int hop = 1; hop < 5; hop++) {
                Node a = g.input("a" + hop, type, Shape.of(batch, 1, m));
                Node u = g.input("u" + hop, type, Shape.of(batch, n, 1));
                Node term = g.matmul(a, u, true, true);
                sum = hop % 2 == 0 ? g.add(sum, term) : g.add(term, sum);
            }
            g.output("y", sum);
        };
        COMPARED.agree(model, 0, 60 * ULP);
        assertThat(COMPARED.plan(model)).contains("sum of 5 outer products").doesNotContain("MATMUL");
    }

    @Test
    void a_sum_of_outer_products_of_which_one_is_needed_by_itself_is_computed_as_it_stands() {
        Compared.Model model = (g, type) -> {
            Node first = g.matmul(g.input("a", type, Shape.of(2, 5, 1)), g.input("u", type, Shape.of(2, 1, 9)));
            Node second = g.matmul(g.input("b", type, Shape.of(2, 5, 1)), g.input("v", type, Shape.of(2, 1, 9)));
            Node third = g.matmul(g.input("c", type, Shape.of(2, 5, 2)), g.input("w", type, Shape.of(2, 2, 9)));
            g.output("first", first);
            g.output("with first", g.add(first, second));
            g.output("with a longer product", g.add(g.add(g.neg(first), second), third));
        };
        COMPARED.agree(model, 2 * ULP, 20 * ULP);
        assertThat(COMPARED.plan(model)).doesNotContain("outer");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 33, 150})
    void rows_of_a_table_are_added_where_the_slots_lie(int width) {
        Compared.Model model = (g, type) -> {
            Node slots = g.neg(g.input("x", type, Shape.of(4, 60, width)));
            Node rows = g.gatherRows(g.input("table", type, Shape.of(9, width)), times(g));
            g.output("y", g.add(slots, rows));
        };
        COMPARED.agree(model, 0, 4 * ULP);
        assertThat(COMPARED.plan(model)).contains("rows added").doesNotContain("\n%4 GATHER_ROWS");
    }

    @Test
    void rows_of_a_table_are_not_added_where_the_slots_lie_if_slots_or_rows_are_needed_again() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(4, 60, 7));
            Node times = times(g);
            Node table = g.input("table", type, Shape.of(9, 7));
            Node slots = g.neg(x);
            Node rows = g.gatherRows(table, times);
            g.output("slots", slots);
            g.output("slots again", g.add(slots, g.gatherRows(table, times)));
            g.output("an input", g.add(x, g.gatherRows(table, times)));
            g.output("rows again", g.mul(g.add(g.neg(slots), rows), rows));
            Node other = g.gatherRows(g.neg(table), times);
            g.output("to itself", g.add(other, other));
        };
        COMPARED.agree(model, 4 * ULP, 8 * ULP);
        assertThat(COMPARED.plan(model)).doesNotContain("rows added");
    }

    private static Node times(Scope g) {
        return g.input("times<9", DType.I32, Shape.of(4, 60));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32768, 32769, 100_003})
    void a_squared_norm_is_summed_in_chunks(int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(n));
            g.output("y", g.sumAll(g.mul(x, x)));
        };
        COMPARED.agree(model, 16 * ULP, 0);
        assertThat(COMPARED.plan(model)).contains("sum of squares");
    }

    @Test
    void long_scatters_that_need_nothing_of_each_other_run_side_by_side() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(40, 60, 150));
            Node y = g.neg(x);
            Node words = g.input("words<50", DType.I32, Shape.of(40, 60));
            Node first = g.scatterAddRows(x, words, 50);
            Node second = g.scatterAddRows(y, words, 50);
            g.output("first", first);
            g.output("second", second);
            g.output("after", g.gatherRows(g.scatterAddRows(g.mul(x, y), words, 50), words));
        };
        COMPARED.agree(model, 0, 2000 * ULP);
        assertThat(COMPARED.plan(model)).containsPattern("[23] at once: .*SCATTER_ADD_ROWS");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 32, 50, 200})
    void loss_and_gradient_share_a_softmax(int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.mul(g.input("x", type, Shape.of(9, n)), g.constant(5.0));
            Node labels = g.input("labels<" + n, DType.I32, Shape.of(9));
            Node loss = g.crossEntropy(x, labels);
            g.output("loss", loss);
            g.output("gradient", g.crossEntropyGrad(x, labels, g.filled(loss, 1)));
        };
        double absolute = 8 * ULP * (30 + Math.sqrt(n));
        COMPARED.agree(model, absolute, absolute);
        assertThat(COMPARED.plan(model)).contains("CROSS_ENTROPY and");
        Compared.Model weighted = (g, type) -> {
            Node x = g.input("x", type, Shape.of(9, n));
            Node labels = g.input("labels<" + n, DType.I32, Shape.of(9));
            g.output("gradient", g.crossEntropyGrad(x, labels, g.input("g", type, Shape.of(9))));
            g.output("loss", g.crossEntropy(x, labels));
        };
        COMPARED.agree(weighted, absolute, absolute);
        assertThat(COMPARED.plan(weighted)).contains("CROSS_ENTROPY and");
    }

    @Test
    void loss_and_gradient_share_no_softmax_where_the_gradient_depends_on_the_loss() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(9, 20));
            Node labels = g.input("labels<20", DType.I32, Shape.of(9));
            Node loss = g.crossEntropy(x, labels);
            g.output("gradient", g.crossEntropyGrad(x, labels, loss));
        };
        COMPARED.agree(model, 1e-5, 1e-5);
        assertThat(COMPARED.plan(model)).doesNotContain("CROSS_ENTROPY and");
    }

    @Test
    void loss_and_gradient_share_no_softmax_where_what_the_gradient_is_weighted_by_is_computed_between() {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(9, 20));
            Node labels = g.input("labels<20", DType.I32, Shape.of(9));
            g.output("loss", g.crossEntropy(x, labels));
            Node weights = g.broadcastTo(g.input("g", type, Shape.of(1)), Shape.of(9));
            g.output("weights", weights);
            g.output("gradient", g.crossEntropyGrad(x, labels, weights));
            Node column = g.broadcastTo(g.input("h", type, Shape.of(3, 1)), Shape.of(3, 3));
            Node y = g.neg(x);
            g.output("other loss", g.crossEntropy(y, labels));
            g.output("other gradient", g.crossEntropyGrad(y, labels, g.reshape(column, Shape.of(9))));
        };
        COMPARED.agree(model, 1e-5, 1e-5);
        assertThat(COMPARED.plan(model)).doesNotContain("CROSS_ENTROPY and");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 32, 1000})
    void clipped_descent_is_done_in_place_with_the_dropped_row_and_the_norm(int rows) {
        Variable w = new Variable("w", DType.F32, Shape.of(rows, 3));
        Compared.Model model = (g, type) -> {
            Variable parameter = new Variable("w", type, Shape.of(rows, 3));
            Node rate = g.input("rate", type, Shape.SCALAR);
            int[] live = new int[rows];
            Arrays.fill(live, 1, live.length, 1);
            Node raw = g.neg(g.input("gradient", type, Shape.of(rows, 3)));
            Node gradient = g.where(g.constant(HostTensor.of(Shape.of(rows, 1), live)), raw, g.constant(0.0));
            Node norm = g.sqrt(g.sumAll(g.mul(gradient, gradient)));
            Node factor = g.div(g.constant(2.0), g.maximum(norm, g.constant(2.0)));
            g.update(parameter, g.sub(g.variable(parameter), g.mul(g.mul(gradient, factor), rate)));
            g.output("norm", norm);
        };
        COMPARED.agree(model, 4 * ULP * Math.sqrt(rows), 4 * ULP);
        COMPARED.agreeOnSpecialValues(model, 4 * ULP * Math.sqrt(rows), 1e-30);
        assertThat(COMPARED.plan(model))
                .contains("sum of squares")
                .contains("zeros into rows")
                .contains("descent")
                .doesNotContain("update " + w);
    }

    @Test
    void a_matrix_that_is_read_elsewhere_keeps_the_rows_that_are_dropped_from_it() {
        COMPARED.agree(
                (g, type) -> {
                    Node x = g.neg(g.input("x", type, Shape.of(3, 2)));
                    Node live = g.constant(HostTensor.of(Shape.of(3, 1), new int[] {0, 1, 0}));
                    g.output("dropped", g.where(live, x, g.constant(0.0)));
                    g.output("whole", g.exp(x));
                    g.output("minus zero", g.where(live, g.neg(g.exp(x)), g.constant(-0.0)));
                },
                2e-6,
                0);
    }

    @ParameterizedTest
    @CsvSource({"1, 128, 150, 100", "8, 16, 150, 115", "3, 17, 90, 33"})
    void what_several_products_read_by_columns_is_turned_once(int batch, int m, int k, int n) {
        Compared.Model model = (g, type) -> {
            Node table = g.input("table", type, Shape.of(batch, n, k));
            Node again = g.reshape(table, Shape.of(batch, k, n));
            Node other = g.input("other", type, Shape.of(batch, m, n));
            for (int hop = 0; hop < 3; hop++) {
                g.output("y" + hop, g.matmul(g.input("x" + hop, type, Shape.of(batch, m, k)), table, false, true));
            }
            g.output("another shape", g.matmul(other, again, false, true));
        };
        COMPARED.agree(model, 0, 4 * k * ULP);
        assertThat(COMPARED.plan(model).lines().filter(line -> line.startsWith("columns of")))
                .hasSize(2);
    }
}
