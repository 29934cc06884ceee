package org.memhop.backend.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.backend.jvm.BothKernels.COMPARED;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.testing.Compared;

/** Logits of a large vocabulary with their loss and gradients, by blocks of words. */
class OutputLayerTest {
    private static final double ULP = Math.ulp(1f);
    private static final String FORWARDS = "exponentials by words";
    private static final String BACKWARDS = "gradients by words";

    /** Scores of some size and all that learning asks of them. */
    private static Compared.Model layer(int batch, int words, int d, double scale) {
        return (g, type) -> {
            Node u = g.mul(g.input("u", type, Shape.of(batch, d)), g.constant(scale));
            Node w = g.input("w", type, Shape.of(words, d));
            Node labels = g.input("labels<" + words, DType.I32, Shape.of(batch));
            Node logits = g.matmul(u, w, false, true);
            g.output("loss", g.crossEntropy(logits, labels));
            Node weights = g.broadcastTo(g.input("weight", type, Shape.of(1)), Shape.of(batch));
            Node gradient = g.crossEntropyGrad(logits, labels, weights);
            g.output("state", g.matmul(gradient, w));
            g.output("table", g.matmul(gradient, u, true, false));
        };
    }

    @ParameterizedTest
    @CsvSource({
        "128, 2500, 150",
        "20, 1100, 16",
        "17, 1030, 33",
        "1, 20000, 7",
        "5, 4001, 1",
        "300, 1024, 10",
        "16, 70000, 3"
    })
    void it_agrees_with_the_reference(int batch, int words, int d) {
        double scale = 1 / Math.sqrt(d);
        COMPARED.agree(layer(batch, words, d, scale), 0, 64 * ULP);
        COMPARED.agree(layer(batch, words, d, 20 * scale), 0, 64 * 40 * ULP);
        assertThat(COMPARED.plan(layer(batch, words, d, scale)))
                .contains(FORWARDS)
                .contains(BACKWARDS)
                .doesNotContain("MATMUL F32[" + words);
    }

    @Test
    void a_gradient_that_nothing_needs_is_left_out() {
        for (String kept : List.of("state", "table")) {
            Compared.Model model = (g, type) -> {
                Node u = g.input("u", type, Shape.of(16, 20));
                Node w = g.input("w", type, Shape.of(1500, 20));
                Node labels = g.input("labels<1500", DType.I32, Shape.of(16));
                Node logits = g.matmul(u, w, false, true);
                Node loss = g.crossEntropy(logits, labels);
                Node gradient = g.crossEntropyGrad(logits, labels, g.filled(loss, 0.5));
                g.output("loss", g.sumAll(loss));
                g.output(kept, kept.equals("state") ? g.matmul(gradient, w) : g.matmul(gradient, u, true, false));
            };
            COMPARED.agree(model, 0, 2000 * ULP);
            assertThat(COMPARED.plan(model)).contains(FORWARDS).contains(BACKWARDS);
            assertThat(COMPARED.plan(model).contains("sum over the words")).isEqualTo(kept.equals("state"));
        }
    }

    @Test
    void logits_or_gradients_that_something_else_reads_are_computed_as_they_stand() {
        for (String also : List.of("logits", "gradient", "sum", "other labels", "computed weight")) {
            Compared.Model model = (g, type) -> {
                Node u = g.input("u", type, Shape.of(16, 20));
                Node w = g.input("w", type, Shape.of(1500, 20));
                Node labels = g.input("labels<1500", DType.I32, Shape.of(16));
                Node others = g.input("others<1500", DType.I32, Shape.of(16));
                Node logits = g.matmul(u, w, false, true);
                Node loss = g.crossEntropy(logits, labels);
                Node weight = also.equals("computed weight") ? loss : g.filled(loss, 0.5);
                Node gradient = g.crossEntropyGrad(logits, also.equals("other labels") ? others : labels, weight);
                g.output("loss", loss);
                g.output("state", g.matmul(gradient, w));
                g.output("table", g.matmul(gradient, u, true, false));
                switch (also) {
                    case "logits" -> g.output("logits", logits);
                    case "gradient" -> g.output("gradient", gradient);
                    case "sum" -> g.output("sum", g.sum(gradient, 0));
                    default -> {}
                }
            };
            COMPARED.agree(model, 1e-4, 4000 * ULP);
            assertThat(COMPARED.plan(model)).as(also).doesNotContain(FORWARDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void scores_that_are_infinite_or_no_number_give_what_the_reference_gives(String vector) {
        int words = 9000;
        for (String kind : List.of("first block", "all but one", "all", "one infinite", "one no number")) {
            double[] scores = new double[words];
            Arrays.setAll(scores, v -> v % 7 - 3);
            switch (kind) {
                case "first block" -> Arrays.fill(scores, 0, words / 2, Double.NEGATIVE_INFINITY);
                case "all but one" -> Arrays.fill(scores, 1, words, Double.NEGATIVE_INFINITY);
                case "all" -> Arrays.fill(scores, Double.NEGATIVE_INFINITY);
                case "one infinite" -> scores[8000] = Double.POSITIVE_INFINITY;
                default -> scores[8000] = Double.NaN;
            }
            HostTensor wide = HostTensor.of(Shape.of(words, 1), scores);
            HostTensor narrow = HostTensor.ofRounded(DType.F32, Shape.of(words, 1), scores);
            List<HostTensor> expected = Compared.expected(scored(words, DType.F64), wide, wide);
            List<HostTensor> found = COMPARED.run(
                    BackendConfig.DEFAULT.with("vector", vector), scored(words, DType.F32), narrow, narrow);
            for (int i = 0; i < expected.size(); i++) {
                Compared.assertClose(found.get(i), expected.get(i), 1e-5, 1e-6, kind + " result " + i);
            }
        }
    }

    /** Sixteen examples, each with the same scores. */
    private static Graph scored(int words, DType type) {
        Scope g = Scope.root(type);
        Node u = g.broadcastTo(g.constant(1.0), Shape.of(16, 1));
        Node w = g.input("w", type, Shape.of(words, 1));
        int[] places = new int[16];
        Arrays.setAll(places, b -> b * 500);
        Node labels = g.constant(HostTensor.of(Shape.of(16), places));
        Node logits = g.matmul(u, w, false, true);
        Node loss = g.crossEntropy(logits, labels);
        Node gradient = g.crossEntropyGrad(logits, labels, g.filled(loss, 1));
        g.output("loss", loss);
        g.output("table", g.matmul(gradient, u, true, false));
        g.output("state", g.matmul(gradient, w));
        return g.graph();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void any_number_of_threads_gives_the_same_bytes(String vector) {
        Graph graph = Compared.graph(layer(33, 7001, 50, 0.1), DType.F32);
        BackendConfig config = BackendConfig.DEFAULT.with("vector", vector);
        List<HostTensor> one = COMPARED.run(config, graph, 2);
        for (String threads : List.of("2", "3", "4")) {
            assertThat(COMPARED.run(config.with("threads", threads), graph, 2)).isEqualTo(one);
        }
        assertThat(COMPARED.plan(layer(33, 7001, 50, 0.1)))
                .containsPattern(FORWARDS + ".* in \\d+ parts")
                .containsPattern(BACKWARDS + ".* in \\d+ parts");
    }
}
