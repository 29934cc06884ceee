package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.EmbeddingTable;
import org.memhop.api.model.SentenceEncoder;

class LearnedEncodersTest {
    private static final int D = 2;

    /** Row 0 is the null word's. */
    private static final double[][] TABLE = {{0, 0}, {0.3, -0.7}, {1.1, 0.4}, {-0.5, 0.9}, {0.2, 0.6}};

    private final Map<Variable, HostTensor> values = new LinkedHashMap<>();

    @Test
    void each_place_has_weights_of_its_own() {
        Variable mask = variable("F", Shape.of(3, D), 1, 2, 10, 20, 100, 200);

        assertThat(encode(new LearnedPosition(mask, false), 3, 1, 0, 2))
                .containsExactly(new double[] {0.3 + 110, -1.4 + 80}, within(1e-12));
    }

    @Test
    void learned_weights_begin_as_a_bag_of_words() {
        beginAs("bag-of-words", "learned-position");
    }

    @Test
    void learned_weights_may_begin_as_those_of_the_authors() {
        beginAs("position-authors", "learned-position:start=authors");
    }

    private static void beginAs(String fixed, String encoding) {
        for (String temporal : List.of("rows", "time-words")) {
            Model learned = Models.of(Models.size(), "encoding", encoding, "temporal", temporal);
            Model known = Models.of(Models.size(), "encoding", fixed, "temporal", temporal);
            Map<String, HostTensor> tables = Models.values(known, 1);
            Map<String, HostTensor> first = new LinkedHashMap<>(tables);
            Parameter mask = learned.parameters().stream()
                    .filter(parameter ->
                            !tables.containsKey(parameter.variable().name()))
                    .findFirst()
                    .orElseThrow();
            first.put(mask.variable().name(), learned.initial(mask, 1));

            assertThat(mask.variable().shape()).isEqualTo(Shape.of(temporal.equals("rows") ? 3 : 4, 20));
            assertThat(probabilities(learned, first)).containsExactly(probabilities(known, tables), within(1e-12));
        }
    }

    @Test
    void a_gated_unit_reads_the_words_in_order() {
        assertThat(encode(gated(), 3, 2, 4, 1)).containsExactly(byHand(2, 4, 1), within(1e-12));
    }

    @Test
    void a_gated_unit_keeps_its_state_where_there_is_no_word() {
        assertThat(encode(gated(), 5, 3, 1, 0, 0, 4)).containsExactly(byHand(3, 1, 4), within(1e-12));
        assertThat(encode(gated(), 3, 0, 3, 1)).containsExactly(byHand(3, 1), within(1e-12));
        assertThat(encode(gated(), 3, 0, 0, 0)).containsExactly(new double[] {0, 0}, within(0.0));
    }

    @Test
    void a_gated_unit_reads_every_sentence_by_itself() {
        // More places than there are words, and fewer: both ways of multiplying embeddings are taken.
        double[] all = encode(gated(), 3, 1, 2, 3, 4, 1, 0, 0, 0, 0);

        assertThat(all).hasSize(3 * D);
        assertThat(List.of(all[0], all[1])).isEqualTo(boxed(encode(gated(), 3, 1, 2, 3)));
        assertThat(List.of(all[2], all[3])).isEqualTo(boxed(encode(gated(), 3, 4, 1, 0)));
        assertThat(new double[] {all[4], all[5]}).containsExactly(new double[] {0, 0}, within(0.0));
    }

    /** Cho et al., section 2.3, word by word. */
    private double[] byHand(int... words) {
        double[] h = new double[D];
        for (int word : words) {
            double[] r = gate("r", word, h);
            double[] z = gate("z", word, h);
            double[] n = gate("n", word, new double[] {sigmoid(r[0]) * h[0], sigmoid(r[1]) * h[1]});
            for (int i = 0; i < D; i++) {
                h[i] = (1 - sigmoid(z[i])) * h[i] + sigmoid(z[i]) * Math.tanh(n[i]);
            }
        }
        return h;
    }

    private double[] gate(String letter, int word, double[] state) {
        double[] sum = new double[D];
        for (int i = 0; i < D; i++) {
            sum[i] = value("b_" + letter, i);
            for (int k = 0; k < D; k++) {
                sum[i] += value("W_" + letter, i * D + k) * TABLE[word][k] + value("U_" + letter, i * D + k) * state[k];
            }
        }
        return sum;
    }

    private double value(String name, int at) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .get(at);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private GatedRecurrent gated() {
        return new GatedRecurrent(
                gate("r", 0.5, -0.3, 0.8, 0.1, 0.4),
                gate("z", -0.6, 0.9, 0.2, 0.7, -0.2),
                gate("n", 1.2, 0.3, -0.9, 0.5, 0.1));
    }

    private GatedRecurrent.Gate gate(String letter, double a, double b, double c, double d, double bias) {
        return new GatedRecurrent.Gate(
                variable("W_" + letter, Shape.of(D, D), a, b, c, d),
                variable("U_" + letter, Shape.of(D, D), d, a, -b, c),
                variable("b_" + letter, Shape.of(D), bias, -bias));
    }

    private Variable variable(String name, Shape shape, double... elements) {
        Variable variable = new Variable(name, DType.F64, shape);
        values.put(variable, HostTensor.of(shape, elements));
        return variable;
    }

    /** Sentences of this many places, one after another. */
    private double[] encode(SentenceEncoder encoder, int places, int... words) {
        double[] rows = new double[TABLE.length * D];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = TABLE[i / D][i % D];
        }
        Variable table = variable("A", Shape.of(TABLE.length, D), rows);
        Shape shape = Shape.of(words.length / places, places);
        Scope g = Scope.root(DType.F64);
        g.output("sentences", encoder.encode(g, g.input("words", DType.I32, shape), new EmbeddingTable(table)));
        try (Backend backend = Models.reference();
                Session session = backend.newSession(List.copyOf(values.keySet()))) {
            values.forEach(session::write);
            return session.compile(g.graph())
                    .run(List.of(HostTensor.of(shape, words)))
                    .get(0)
                    .doubles()
                    .clone();
        }
    }

    private static List<Double> boxed(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] probabilities(Model model, Map<String, HostTensor> values) {
        return Objects.requireNonNull(
                        Models.answer(model, values, Models.examples()).get("probabilities"))
                .doubles();
    }
}
