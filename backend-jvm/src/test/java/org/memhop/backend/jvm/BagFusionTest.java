package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.jvm.BothKernels.COMPARED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.testing.Compared;

class BagFusionTest {
    private static final double TOLERANCE = 60 * Math.ulp(1f);
    private static final int B = 3;
    private static final int M = 5;
    private static final int J = 4;
    private static final int V = 11;

    private static Node words(Scope g) {
        return g.input("words<" + V, DType.I32, Shape.of(B, M, J));
    }

    private static Node table(Scope g, DType type, String name, int width) {
        return g.variable(new Variable(name, type, Shape.of(V, width)));
    }

    private static Node constant(Scope g, DType type, Shape shape) {
        return g.constant(HostTensor.ofRounded(
                type,
                shape,
                new Random(3).doubles(shape.size()).map(x -> (float) x).toArray()));
    }

    /** Repeats [B, M, d] for each word. */
    private static Node forEachWord(Scope g, Node rows) {
        int width = rows.shape().dim(-1);
        return g.broadcastTo(g.reshape(rows, Shape.of(B, M, 1, width)), Shape.of(B, M, J, width));
    }

    private static Node withoutFirstRow(Scope g, Node matrix) {
        int[] live = new int[V];
        Arrays.fill(live, 1, V, 1);
        return g.where(g.constant(HostTensor.of(Shape.of(V, 1), live)), matrix, g.constant(0.0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 20, 37, 50, 150})
    void weighted_bags_from_seven_tables_agree_and_are_one_step(int width) {
        Compared.Model model = (g, type) -> {
            Node words = words(g);
            Node weights = constant(g, type, Shape.of(J, width));
            for (int t = 0; t < 7; t++) {
                Node gathered = g.gatherRows(table(g, type, "table" + t, width), words);
                g.output("y" + t, g.sum(t % 2 == 0 ? g.mul(gathered, weights) : g.mul(weights, gathered), -2));
            }
        };
        COMPARED.agree(model, TOLERANCE, TOLERANCE);
        assertThat(COMPARED.plan(model)).containsPattern("bags of [47] table").doesNotContain(" MUL ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 150})
    void bags_of_one_word_are_rows_of_the_table(int width) {
        Compared.Model model = (g, type) -> {
            Node words = g.input("words<" + V, DType.I32, Shape.of(B, M, 1));
            Node rows = g.gatherRows(table(g, type, "table", width), words);
            g.output("y", g.sum(rows, -2));
            g.output("computed", g.sum(g.gatherRows(g.neg(table(g, type, "table", width)), words), -2));
        };
        COMPARED.agree(model, 0, 0);
        assertThat(COMPARED.plan(model))
                .contains("GATHER_ROWS")
                .doesNotContain("bags of")
                .doesNotContain("SUM");
    }

    @Test
    void bags_agree_whatever_their_weights() {
        COMPARED.agree(
                (g, type) -> {
                    Node gathered = g.gatherRows(table(g, type, "table", 20), words(g));
                    Node learnt = g.variable(new Variable("weights", type, Shape.of(J, 20)));
                    g.output("learnt", g.sum(g.mul(gathered, learnt), -2));
                },
                TOLERANCE,
                TOLERANCE);
        COMPARED.agree(
                (g, type) -> {
                    Node words = words(g);
                    Node gathered = g.gatherRows(table(g, type, "table", 20), words);
                    Node picked = g.gatherRows(
                            constant(g, type, Shape.of(6, 20)), g.input("picked<6", DType.I32, Shape.of(B, M, J)));
                    Node question = g.gatherRows(
                            table(g, type, "table", 20), g.input("question<" + V, DType.I32, Shape.of(B, J)));
                    g.output("plain", g.sum(gathered, -2));
                    g.output("picked", g.sum(g.mul(gathered, picked), -2));
                    g.output("question", g.sum(g.mul(question, constant(g, type, Shape.of(J, 20))), 1));
                    g.output("each", g.sum(g.mul(gathered, g.input("each", type, Shape.of(B, M, J, 20))), -2));
                    g.output("over slots", g.sum(gathered, 1));
                    g.output("computed table", g.sum(g.gatherRows(g.neg(table(g, type, "table", 20)), words), -2));
                },
                TOLERANCE,
                TOLERANCE);
    }

    @Test
    void null_words_are_left_out_only_while_their_row_is_zero() {
        for (boolean zero : new boolean[] {true, false}) {
            Variable table = new Variable("table", DType.F32, Shape.of(V, 20));
            Scope g = Scope.root(DType.F32);
            Node words = g.input("words", DType.I32, Shape.of(2, 3));
            g.output(
                    "y",
                    g.sum(g.mul(g.gatherRows(g.variable(table), words), constant(g, DType.F32, Shape.of(3, 20))), 1));
            HostTensor rows = HostTensor.zeros(DType.F32, table.shape());
            Arrays.fill(rows.floats(), 1);
            Arrays.fill(rows.floats(), 0, 20, zero ? 0 : 2);
            HostTensor input = HostTensor.of(words.shape(), 0, 4, 0, 0, 0, 0);
            List<HostTensor> expected = Compared.expected(g.graph(), rows, input);
            for (var config : List.of(BothKernels.PLAIN, BothKernels.VECTOR)) {
                List<HostTensor> found = COMPARED.run(config, g.graph(), rows, input);
                Compared.assertClose(found.get(0), expected.get(0), TOLERANCE, 0, "zero row " + zero);
            }
            assertThat(expected.get(0).get(39) == 0).isEqualTo(zero);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 20, 37, 50, 150})
    void gradients_of_bags_agree_and_are_added_up_in_place(int width) {
        Compared.Model model = (g, type) -> {
            Node words = words(g);
            Node weights = constant(g, type, Shape.of(J, width));
            Node question = g.input("question<" + V, DType.I32, Shape.of(B, J));
            List<Node> gradients = new ArrayList<>();
            for (int t = 0; t < 5; t++) {
                Node rows = g.input("rows" + t, type, Shape.of(B, M, width));
                Node scattered = g.scatterAddRows(g.mul(forEachWord(g, rows), weights), words, V);
                if (t == 1) {
                    scattered = g.add(g.input("other", type, Shape.of(V, width)), scattered);
                } else if (t == 2) {
                    Node u = g.input("u", type, Shape.of(B, 1, width));
                    Node asked = g.mul(g.broadcastTo(u, Shape.of(B, J, width)), weights);
                    scattered = g.add(scattered, g.scatterAddRows(asked, question, V));
                }
                gradients.add(scattered);
            }
            for (int t = 0; t < 5; t++) {
                g.output("gradient" + t, t == 3 ? gradients.get(t) : withoutFirstRow(g, gradients.get(t)));
            }
        };
        COMPARED.agree(model, TOLERANCE, TOLERANCE);
        assertThat(COMPARED.plan(model))
                .containsPattern("scatter of [45] table")
                .doesNotContain(" MUL ");
    }

    @Test
    void gradients_of_bags_agree_whatever_their_weights() {
        Compared.Model model = (g, type) -> {
            Node words = words(g);
            Node each = forEachWord(g, g.input("rows", type, Shape.of(B, M, 20)));
            Node picked =
                    g.gatherRows(constant(g, type, Shape.of(6, 20)), g.input("picked<6", DType.I32, Shape.of(B, M, J)));
            Node plain = g.scatterAddRows(each, words, V);
            g.output("plain", plain);
            g.output("read twice", withoutFirstRow(g, plain));
            g.output("picked", withoutFirstRow(g, g.scatterAddRows(g.mul(each, picked), words, V)));
            g.output("kept first row", g.scatterAddRows(g.mul(picked, each), words, V));
            g.output("product", g.scatterAddRows(g.mul(each, g.input("x", type, Shape.of(B, M, J, 20))), words, V));
            Node twice = g.add(g.scatterAddRows(g.mul(each, picked), words, V), plain);
            g.output("sum of sums", withoutFirstRow(g, g.add(twice, g.add(g.neg(plain), twice))));
        };
        COMPARED.agree(model, TOLERANCE, TOLERANCE);
    }

    @Test
    void null_words_count_in_a_gradient_that_keeps_its_first_row() {
        COMPARED.agree(
                (g, type) -> {
                    Node each = forEachWord(g, g.input("rows", type, Shape.of(B, M, 20)));
                    Node gradient = g.scatterAddRows(g.mul(each, constant(g, type, Shape.of(J, 20))), words(g), V);
                    int[] live = new int[V];
                    live[0] = 1;
                    g.output(
                            "first row",
                            g.where(g.constant(HostTensor.of(Shape.of(V, 1), live)), gradient, g.constant(0.0)));
                },
                TOLERANCE,
                TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 16, 20, 32, 64})
    void scatters_of_the_same_words_are_all_added_to_one_table(int width) {
        for (int count = 2; count <= 4; count++) {
            int parts = count;
            COMPARED.agree(
                    (g, type) -> {
                        Node words = words(g);
                        Node weights = constant(g, type, Shape.of(J, width));
                        Node sum = g.input("other", type, Shape.of(V, width));
                        for (int p = 0; p < parts; p++) {
                            Node each = forEachWord(g, g.input("rows" + p, type, Shape.of(B, M, width)));
                            sum = g.add(sum, g.scatterAddRows(g.mul(each, weights), words, V));
                        }
                        g.output("y", sum);
                    },
                    TOLERANCE,
                    TOLERANCE);
        }
    }

    @Test
    void a_gradient_that_is_added_to_another_starts_from_its_value() {
        COMPARED.agree(
                (g, type) -> {
                    Node words = words(g);
                    Node first = g.scatterAddRows(forEachWord(g, g.input("r", type, Shape.of(B, M, 20))), words, V);
                    Node each = forEachWord(g, g.input("q", type, Shape.of(B, M, 20)));
                    g.output("first", first);
                    g.output("second", g.add(first, g.scatterAddRows(each, words, V)));
                },
                TOLERANCE,
                TOLERANCE);
    }

    @Test
    void the_rows_and_weights_of_a_gradient_may_be_other_gradients() {
        int count = B * M;
        COMPARED.agree(
                (g, type) -> {
                    Node words = g.input("words<" + count, DType.I32, Shape.of(B, M, J));
                    Node each = forEachWord(g, g.input("r", type, Shape.of(B, M, 20)));
                    Node first = g.scatterAddRows(each, words, count);
                    Node again = forEachWord(g, g.reshape(first, Shape.of(B, M, 20)));
                    g.output("rows", g.scatterAddRows(again, words, count));
                    Node places = g.input("places<" + J, DType.I32, Shape.of(B, M, J));
                    Node weights = g.scatterAddRows(each, places, J);
                    g.output("weights", g.scatterAddRows(g.mul(each, weights), words, count));
                },
                TOLERANCE * 10,
                TOLERANCE * 10);
    }

    @Test
    void bags_of_the_same_words_in_another_shape_are_computed_apart() {
        COMPARED.agree(
                (g, type) -> {
                    Node words = words(g);
                    Node table = table(g, type, "table", 20);
                    g.output("by slot", g.sum(g.gatherRows(table, words), -2));
                    g.output("by story", g.sum(g.gatherRows(table, g.reshape(words, Shape.of(B, M * J))), -2));
                },
                TOLERANCE,
                TOLERANCE);
    }
}
