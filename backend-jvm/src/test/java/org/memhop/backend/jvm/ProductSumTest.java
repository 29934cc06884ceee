package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.jvm.BothKernels.COMPARED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.testing.Compared;

class ProductSumTest {
    private static final double ULP = Math.ulp(1f);

    /** {@code aᵀ b} of inputs with k rows; of a single pair of matrices, or of a batch of them. */
    private static Node term(Scope g, DType type, int number, int batch, int k, int m, int n) {
        Shape left = batch == 1 ? Shape.of(k, m) : Shape.of(1, batch, k, m);
        Shape right = batch == 1 ? Shape.of(k, n) : Shape.of(1, batch, k, n);
        return g.matmul(g.input("a" + number, type, left), g.input("b" + number, type, right), true, false);
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 20, 20", "1, 128, 150, 150", "1, 3, 70, 9", "8, 16, 115, 150", "3, 5, 4, 7", "6, 200, 33, 20"})
    void a_sum_of_products_of_several_hops_is_one_step(int batch, int k, int m, int n) {
        Compared.Model model = (g, type) -> {
            Node sum = term(g, type, 0, batch, k, m, n);
            for (int hop = 1; hop < 5; hop++) {
                Node term = term(g, type, hop, batch, k + hop % 2, m, n);
                sum = hop % 2 == 0 ? g.add(sum, term) : g.add(term, sum);
            }
            g.output("y", sum);
        };
        COMPARED.agree(model, 0, 20 * (k + 1) * ULP);
        assertThat(COMPARED.plan(model)).contains("sum of 5 products").doesNotContain("MATMUL");
    }

    @Test
    void products_that_are_needed_by_themselves_or_lie_another_way_are_computed_as_they_stand() {
        Compared.Model model = (g, type) -> {
            Node first = term(g, type, 0, 1, 5, 6, 20);
            g.output("first", first);
            g.output("with first", g.add(first, term(g, type, 1, 1, 5, 6, 20)));
            Node rows = g.matmul(g.input("x", type, Shape.of(6, 20)), g.input("by", type, Shape.of(20, 20)));
            g.output("rows", g.add(rows, term(g, type, 2, 1, 7, 6, 20)));
            Node twice = term(g, type, 3, 1, 5, 6, 20);
            g.output("twice", g.add(twice, twice));
        };
        COMPARED.agree(model, 0, 100 * ULP);
        assertThat(COMPARED.plan(model)).doesNotContain("products");
    }

    @Test
    void the_part_of_a_sum_that_is_of_products_alone_is_one_step() {
        Compared.Model model = (g, type) -> {
            Node products = g.add(term(g, type, 0, 1, 5, 40, 20), term(g, type, 1, 1, 9, 40, 20));
            g.output("y", g.add(g.input("x", type, Shape.of(40, 20)), products));
        };
        COMPARED.agree(model, 0, 100 * ULP);
        assertThat(COMPARED.plan(model)).contains("sum of 2 products");
    }

    @Test
    void products_over_a_whole_vocabulary_are_not_put_together() {
        Compared.Model model =
                (g, type) -> g.output("y", g.add(term(g, type, 0, 1, 5000, 20, 20), term(g, type, 1, 1, 5, 20, 20)));
        COMPARED.agree(model, 0, 2e4 * ULP);
        assertThat(COMPARED.plan(model)).contains("by terms").doesNotContain("products");
    }

    @ParameterizedTest
    @CsvSource({"769, 20, 20", "1600, 64, 128", "1601, 33, 7", "900, 2, 40"})
    void a_product_over_many_terms_is_computed_some_rows_at_a_time(int k, int m, int n) {
        Compared.Model model = (g, type) -> {
            g.output("y", term(g, type, 0, 1, k, m, n));
            g.output("and another", g.add(term(g, type, 1, 1, k, m, n), term(g, type, 2, 1, 5, m, n)));
        };
        COMPARED.agree(model, 0, 4 * k * ULP);
        assertThat(COMPARED.plan(model)).contains("by rows").contains("sum of 2 products");
    }

    @ParameterizedTest
    @CsvSource({"3, 5, 4, 2", "2, 9, 3, 16", "2, 3, 2, 33", "1, 7, 1, 5"})
    void axes_change_places_whatever_the_length_of_what_stays_together(int batch, int rows, int heads, int n) {
        Compared.Model model = (g, type) -> {
            Node x = g.input("x", type, Shape.of(batch, rows, heads, n));
            g.output("heads first", g.transpose(x, 0, 2, 1, 3));
            g.output("heads first of all", g.transpose(x, 2, 0, 1, 3));
            g.output("turned", g.transpose(x, 0, 3, 1, 2));
            g.output("negative", g.neg(x));
        };
        COMPARED.agree(model, 0, 0);
    }
}
