package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.memhop.core.model.Models.example;
import static org.memhop.core.model.Models.story;
import static org.memhop.core.model.Models.words;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.EncodedExample;

/** The reduction of the question, sentence by sentence as the paper writes it, against the products over all slots at once. */
class QueryReductionMemoryTest {
    private static final int D = 3;
    private static final int SLOTS = 4;
    private static final EncodedExample EXAMPLE =
            example(story(words(1, 2), words(3), words(2, 6)), words(4, 5), 6); // the fourth slot is empty

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, false", "3, true"})
    void answers_and_attention_are_those_of_the_equations(int hops, boolean shared) {
        Model model = model("query-reduction:shared=" + shared, hops);
        Map<String, HostTensor> values = Models.values(model, 7);
        Map<String, HostTensor> found = Models.answer(model, values, EXAMPLE);

        double[][] expected = new Loops(values, shared).answer(hops);

        assertThat(tensor(found, "probabilities").doubles()).containsExactly(expected[hops], within(1e-12));
        for (int k = 0; k < hops; k++) {
            assertThat(tensor(found, "attention" + (k + 1)).doubles()).containsExactly(expected[k], within(1e-12));
        }
    }

    @Test
    void gates_that_are_wide_open_or_shut_leave_finite_numbers() {
        Model model = model("query-reduction", 2);
        for (double bias : new double[] {-1e4, 1e4}) {
            Map<String, HostTensor> values = Models.values(model, 7);
            tensor(values, "reduction.b_z1").set(0, bias);
            tensor(values, "reduction.b_z2").set(0, bias);

            Map<String, HostTensor> found = Models.answer(model, values, EXAMPLE);

            double newest = bias > 0 ? 1 : 0; // the last sentence overwrites, or nothing is ever taken up
            assertThat(tensor(found, "attention2").doubles())
                    .containsExactly(new double[] {0, 0, newest, 0}, within(1e-12));
            assertThat(tensor(found, "probabilities").doubles()).doesNotContain(Double.NaN);
        }
    }

    @Test
    void gates_start_at_the_inner_product_and_that_of_the_change_nearly_shut() {
        Model model = model("query-reduction", 2);

        assertThat(first(model, "reduction.b_z1")).containsExactly(-2.5);
        assertThat(first(model, "reduction.w_z1")).containsOnly(1);
        assertThat(first(model, "reduction.b_r_forward1")).containsExactly(0);
    }

    private static double[] first(Model model, String name) {
        return model.parameters().stream()
                .filter(parameter -> parameter.variable().name().equals(name))
                .map(parameter -> model.initial(parameter, 1).doubles())
                .findFirst()
                .orElseThrow();
    }

    private static Model model(String memory, int hops) {
        return Models.of(
                new ModelSize(7, 2, SLOTS),
                "memory",
                memory,
                "controller",
                "reading",
                "hop",
                "linear",
                "hops",
                String.valueOf(hops),
                "dimension",
                String.valueOf(D),
                "temporal",
                "none",
                "encoding",
                "bag-of-words",
                "tying",
                "layer-wise");
    }

    private static HostTensor tensor(Map<String, HostTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /** The network in loops over arrays, one sentence after the other. */
    private record Loops(Map<String, HostTensor> values, boolean shared) {
        /** The attention of each hop, then the probabilities. */
        double[][] answer(int hops) {
            double[][] x = {sum(row("A", 1), row("A", 2)), row("A", 3), sum(row("A", 2), row("A", 6))};
            double[] u = sum(row("B", 4), row("B", 5));
            double[][] q = {u, u, u};
            double[][] result = new double[hops + 1][];
            for (int k = 0; k < hops; k++) {
                String hop = shared ? "" : String.valueOf(k + 1);
                result[k] = attention(x, q, hop);
                u = read(x, q, hop, "", true)[2];
                if (k + 1 == hops) {
                    break; // the last hop has no gates for a next one
                }
                double[][] forward = read(x, q, hop, "r_forward", true);
                double[][] backward = read(x, q, hop, "r_backward", false);
                q = new double[][] {
                    sum(forward[0], backward[0]), sum(forward[1], backward[1]), sum(forward[2], backward[2])
                };
            }
            double[] answers = new double[7];
            for (int v = 0; v < answers.length; v++) {
                answers[v] = Math.exp(dot(row("W", v), u));
            }
            double total = Arrays.stream(answers).sum();
            result[hops] = Arrays.stream(answers).map(e -> e / total).toArray();
            return result;
        }

        /** The question after each sentence, from the first to the last or from the last to the first. */
        private double[][] read(double[][] x, double[][] q, String hop, String reset, boolean forward) {
            double[][] h = new double[x.length][];
            double[] before = new double[D];
            for (int step = 0; step < x.length; step++) {
                int i = forward ? step : x.length - 1 - step;
                double z = gate("z", hop, x[i], q[i]);
                double r = reset.isEmpty() ? 1 : gate(reset, hop, x[i], q[i]);
                h[i] = new double[D];
                for (int d = 0; d < D; d++) {
                    double found = all("reduction.b_h" + hop)[d];
                    for (int from = 0; from < D; from++) {
                        found += x[i][from] * row("reduction.W_h" + hop, from)[d];
                        found += q[i][from] * row("reduction.W_h" + hop, D + from)[d];
                    }
                    h[i][d] = z * r * Math.tanh(found) + (1 - z) * before[d];
                }
                before = h[i];
            }
            return h;
        }

        /** How much of each sentence is left when the story has been read. */
        private double[] attention(double[][] x, double[][] q, String hop) {
            double[] p = new double[SLOTS];
            double left = 1;
            for (int i = x.length - 1; i >= 0; i--) {
                double z = gate("z", hop, x[i], q[i]);
                p[i] = left * z;
                left *= 1 - z;
            }
            return p;
        }

        private double gate(String letter, String hop, double[] x, double[] q) {
            double sum = all("reduction.b_" + letter + hop)[0];
            for (int d = 0; d < D; d++) {
                sum += all("reduction.w_" + letter + hop)[d] * x[d] * q[d];
            }
            return 1 / (1 + Math.exp(-sum));
        }

        private double[] row(String table, int row) {
            return Arrays.copyOfRange(all(table), row * D, (row + 1) * D);
        }

        private double[] all(String name) {
            return tensor(values, name).doubles();
        }

        private static double[] sum(double[] a, double[] b) {
            double[] sum = a.clone();
            Arrays.setAll(sum, i -> a[i] + b[i]);
            return sum;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
