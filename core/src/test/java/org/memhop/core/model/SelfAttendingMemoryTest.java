package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.memhop.core.model.Models.example;
import static org.memhop.core.model.Models.story;
import static org.memhop.core.model.Models.words;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.EncodedExample;

/** The rewriting of slots and the controller of the same kind, against their equations in loops. */
class SelfAttendingMemoryTest {
    private static final int D = 4;
    private static final int HEADS = 2;
    private static final ModelSize SIZE = new ModelSize(7, 2, 3);
    private static final EncodedExample EXAMPLE = example(story(words(1, 2), words(3)), words(4, 5), 6);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void answers_and_attention_are_those_of_the_equations(int hops) {
        Model model = model("self-attending:heads=2:width=3", hops);
        Map<String, HostTensor> values = Models.values(model, 5);
        Map<String, HostTensor> found = Models.answer(model, values, EXAMPLE);

        double[][] expected = new Loops(values).answer(hops);

        assertThat(tensor(found, "probabilities").doubles()).containsExactly(expected[hops], within(1e-12));
        for (int k = 0; k < hops; k++) {
            assertThat(tensor(found, "attention" + (k + 1)).doubles()).containsExactly(expected[k], within(1e-12));
        }
    }

    @Test
    void a_transition_is_twice_as_wide_as_the_state_unless_it_is_told_otherwise() {
        assertThat(model("self-attending:heads=2", 2).parameters())
                .extracting(parameter ->
                        parameter.variable().name() + " " + parameter.variable().shape())
                .contains("slots.W_1 [4, 8]", "slots.W_2 [8, 4]", "state.W_1 [4, 5]");
    }

    @Test
    void hops_share_all_weights_but_the_vector_that_tells_them() {
        assertThat(model("self-attending:heads=2", 4).parameters().size()
                        - model("self-attending:heads=2", 2).parameters().size())
                .isEqualTo(2);
    }

    @Test
    void normalisation_starts_as_the_identity_and_matrices_keep_the_size_of_what_they_multiply() {
        Model model = model("self-attending:heads=2:width=100", 2);
        for (Parameter parameter : model.parameters()) {
            double[] first = model.initial(parameter, 1).doubles();
            String name = parameter.variable().name();
            if (name.endsWith(".gain")) {
                assertThat(first).as(name).containsOnly(1);
            } else if (name.endsWith(".bias") || name.contains(".b_")) {
                assertThat(first).as(name).containsOnly(0);
            } else if (name.equals("slots.W_2")) {
                double square = Arrays.stream(first).map(x -> x * x).average().orElseThrow();
                assertThat(square).isBetween(0.8 / 100, 1.2 / 100);
            }
        }
    }

    @Test
    void heads_that_do_not_divide_the_dimension_are_refused() {
        assertThatThrownBy(() -> model("self-attending:heads=3", 2))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("found 3, which does not divide the dimension 4");
    }

    private static Model model(String memory, int hops) {
        return Models.of(
                SIZE,
                "memory",
                memory,
                "controller",
                "transformer:width=5",
                "hops",
                String.valueOf(hops),
                "dimension",
                String.valueOf(D),
                "temporal",
                "rows",
                "encoding",
                "bag-of-words",
                "tying",
                "layer-wise");
    }

    private static HostTensor tensor(Map<String, HostTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    /** The network in loops over arrays. */
    private static final class Loops {
        private final Map<String, HostTensor> values;

        Loops(Map<String, HostTensor> values) {
            this.values = values;
        }

        /** The attention of each hop, then the probabilities. */
        double[][] answer(int hops) {
            double[] u = add(row("B", 4), row("B", 5));
            double[][] h = {
                add(add(row("A", 1), row("A", 2)), row("T_A", 2)), add(row("A", 3), row("T_A", 1)), new double[D]
            };
            double[][] result = new double[hops + 1][];
            for (int k = 0; k < hops; k++) {
                h = k == 0 ? h : rewritten(h, u, k);
                result[k] = softmax(u, h, 1);
                double[] read = times(weighted(result[k], h), "state.W_o");
                u = transition(normalised(add(u, read), "state.reading"), "state");
            }
            double[] logits = new double[7];
            for (int v = 0; v < logits.length; v++) {
                logits[v] = dot(row("W", v), u);
            }
            result[hops] = softmax(logits);
            return result;
        }

        private double[][] rewritten(double[][] h, double[] u, int hop) {
            double[] time = all("slots.e" + (hop + 1));
            double[][] z = { // the slot that is empty is not there
                add(add(h[0], hop == 1 ? new double[D] : row("T_A", 2)), time),
                add(add(h[1], hop == 1 ? new double[D] : row("T_A", 1)), time),
                add(u, time)
            };
            double[][] keys =
                    Arrays.stream(z).map(each -> times(each, "slots.W_k")).toArray(double[][]::new);
            double[][] contents =
                    Arrays.stream(z).map(each -> times(each, "slots.W_v")).toArray(double[][]::new);
            double[][] result = {new double[0], new double[0], new double[D]};
            for (int i = 0; i < 2; i++) {
                double[] query = times(z[i], "slots.W_q");
                double[] joined = new double[D];
                for (int head = 0; head < HEADS; head++) {
                    int from = head * D / HEADS;
                    double[] p = softmax(part(query, from), parts(keys, from), Math.sqrt(D / HEADS));
                    System.arraycopy(weighted(p, parts(contents, from)), 0, joined, from, D / HEADS);
                }
                double[] a = normalised(add(z[i], times(joined, "slots.W_o")), "slots.attention");
                result[i] = transition(a, "slots");
            }
            return result;
        }

        private double[] transition(double[] x, String name) {
            double[] inner = add(times(x, name + ".W_1"), all(name + ".b_1"));
            Arrays.setAll(inner, i -> Math.max(0, inner[i]));
            double[] outer = add(times(inner, name + ".W_2"), all(name + ".b_2"));
            return normalised(add(x, outer), name + ".transition");
        }

        private double[] normalised(double[] x, String name) {
            double mean = Arrays.stream(x).average().orElseThrow();
            double variance =
                    Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            double[] gain = all(name + ".gain");
            double[] bias = all(name + ".bias");
            double[] y = new double[x.length];
            Arrays.setAll(y, i -> gain[i] * (x[i] - mean) / Math.sqrt(variance + 1e-5) + bias[i]);
            return y;
        }

        private double[] times(double[] x, String matrix) {
            double[] y = new double[tensor(values, matrix).shape().dim(1)];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < y.length; j++) {
                    y[j] += x[i] * row(matrix, i)[j];
                }
            }
            return y;
        }

        private double[] row(String table, int row) {
            int width = tensor(values, table).shape().dim(1);
            return Arrays.copyOfRange(all(table), row * width, (row + 1) * width);
        }

        private double[] all(String name) {
            return tensor(values, name).doubles();
        }

        private static double[] softmax(double[] query, double[][] keys, double scale) {
            return softmax(Arrays.stream(keys)
                    .mapToDouble(key -> dot(query, key) / scale)
                    .toArray());
        }

        private static double[] softmax(double[] scores) {
            double sum = Arrays.stream(scores).map(Math::exp).sum();
            return Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray();
        }

        private static double[] weighted(double[] p, double[][] rows) {
            double[] sum = new double[rows[0].length];
            for (int i = 0; i < p.length; i++) {
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += p[i] * rows[i][j];
                }
            }
            return sum;
        }

        private static double[][] parts(double[][] rows, int from) {
            return Arrays.stream(rows).map(each -> part(each, from)).toArray(double[][]::new);
        }

        private static double[] part(double[] row, int from) {
            return Arrays.copyOfRange(row, from, from + D / HEADS);
        }

        private static double[] add(double[] a, double[] b) {
            double[] sum = new double[a.length];
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
