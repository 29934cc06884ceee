package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.memhop.core.model.Models.example;
import static org.memhop.core.model.Models.story;
import static org.memhop.core.model.Models.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.memhop.api.ConfigException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;

/** The recurrent entity memory and its controller, against the paper's equations in plain loops. */
class EntityMemoryTest {
    private static final int N = 3;
    private static final int D = 4;
    private static final Offset<Double> CLOSE = within(1e-12);

    private final Model model = model(Models.size(), "memory", "entity:slots=3");
    private final Map<String, HostTensor> values = Models.values(model, 5);

    private static Model model(ModelSize size, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 10);
        List<String> rest = List.of(
                "controller", "entity", "hops", "1", "dimension", "4", "encoding", "bag-of-words", "temporal", "none");
        for (int i = 0; i < rest.size(); i++) {
            all[settings.length + i] = rest.get(i);
        }
        return Models.of(size, all);
    }

    @Test
    void the_story_is_written_and_read_as_the_paper_says() {
        EncodedExample example = example(story(words(6), words(1, 2), words(3, 4, 5)), words(1, 3), 4);
        double[][] h = rows("entity-keys");
        for (int[] sentence : example.story()) {
            write(h, embedded(sentence));
        }
        double[] q = embedded(example.question());
        double[] p = softmax(times(h, q));
        double[] o = new double[D];
        for (int j = 0; j < N; j++) {
            for (int k = 0; k < D; k++) {
                o[k] += p[j] * h[j][k];
            }
        }
        double[] moved = times(rows("H"), o);
        double[] state = new double[D];
        for (int k = 0; k < D; k++) {
            state[k] = bent(q[k] + moved[k], "H-slopes", k);
        }

        Map<String, HostTensor> answer = Models.answer(model, values, example);

        assertThat(of(answer, "attention1")).containsExactly(p, CLOSE);
        assertThat(of(answer, "probabilities")).containsExactly(softmax(times(rows("C1"), state)), CLOSE);
    }

    @Test
    void a_story_without_sentences_leaves_the_keys_as_they_are() {
        EncodedExample example = example(story(), words(2), 1);

        double[] expected = softmax(times(rows("entity-keys"), embedded(words(2))));

        assertThat(of(Models.answer(model, values, example), "attention1")).containsExactly(expected, CLOSE);
    }

    @Test
    void slots_of_the_story_that_are_empty_write_nothing_wherever_they_stand() {
        EncodedExample example = example(story(words(1, 2), words(3)), words(1), 4);
        Batch spread = model.newBatch(1);
        spread.set(0, example);
        int[] sentences = spread.tensors().get(0).ints(); // 4 slots of 3 words
        Arrays.fill(sentences, 0);
        sentences[3] = 1;
        sentences[4] = 2;
        sentences[9] = 3;
        System.arraycopy(new int[] {0, 2, 0, 1}, 0, spread.tensors().get(1).ints(), 0, 4);

        Map<String, HostTensor> found =
                Models.run(model, values, model.answering(1), spread.tensors().subList(0, 3));

        Map<String, HostTensor> expected = Models.answer(model, values, example);
        assertThat(of(found, "attention1")).containsExactly(of(expected, "attention1"), CLOSE);
        assertThat(of(found, "probabilities")).containsExactly(of(expected, "probabilities"), CLOSE);
    }

    @Test
    void a_sentence_that_is_dropped_writes_nothing() {
        Model dropping = model(Models.size(), "memory", "entity:slots=3", "memory-dropout", "0.5");
        EncodedExample whole = example(story(words(1, 2), words(6), words(3), words(4, 5)), words(1), 4);
        List<HostTensor> asked = new ArrayList<>(Models.batch(dropping, whole).tensors());
        asked.add(HostTensor.of(Shape.of(1, 4, 1), 1.0, 0.0, 1.0, 1.0));

        Map<String, HostTensor> found = Models.run(dropping, values, dropping.gradient(1, false), asked);

        EncodedExample rest = example(story(words(1, 2), words(3), words(4, 5)), words(1), 4);
        Map<String, HostTensor> expected = Models.run(
                model,
                values,
                model.gradient(1, false),
                Models.batch(model, rest).tensors());
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((name, value) -> assertThat(value.doubles()).as(name).containsExactly(of(expected, name), CLOSE));
    }

    @Test
    void a_slot_that_holds_nothing_but_zeros_has_finite_gradients() {
        Map<String, HostTensor> zeros = new LinkedHashMap<>();

        Map<String, HostTensor> gradients =
                Models.run(model, zeros, model.gradient(5, false), Models.trainingBatch(model));

        assertThat(gradients.values())
                .allSatisfy(gradient -> assertThat(gradient.doubles()).doesNotContain(Double.NaN));
    }

    @Test
    void questions_that_share_sentences_are_answered_as_if_they_had_their_own() {
        ModelSize size = new ModelSize(7, 1, 3);
        Model shared = model(size, "memory", "entity:slots=3", "batches", "segments", "segment-length", "2");
        Map<String, HostTensor> learned = Models.values(shared, 8);
        int[] text = {1, 2, 3, 4, 5, 6, 1, 3};
        Batch batch = shared.newBatch(4);
        batch.set(0, text, 1); // the memory of the first questions is not full yet
        batch.set(1, text, 5);
        Map<String, HostTensor> together =
                Models.run(shared, learned, shared.answering(4), batch.tensors().subList(0, 3));

        Model alone = model(size, "memory", "entity:slots=3");
        for (int b = 0; b < 4; b++) {
            Batch one = alone.newBatch(1);
            one.set(0, text, b < 2 ? 1 + b : 3 + b);
            Map<String, HostTensor> own =
                    Models.run(alone, learned, alone.answering(1), one.tensors().subList(0, 3));
            double[] row = Arrays.copyOfRange(of(together, "attention1"), b * N, (b + 1) * N);
            assertThat(row).containsExactly(of(own, "attention1"), CLOSE);
        }
    }

    @Test
    void later_hops_read_what_was_written_once() {
        Model twice = Models.of(Models.size(), "memory", "entity:slots=3", "hops", "2", "dimension", "4");
        long products = twice.answering(1).nodes().stream()
                .filter(node -> node.scope().endsWith("write"))
                .filter(node -> node.scope().startsWith("hop2"))
                .count();

        assertThat(products).isZero();
        assertThat(twice.slotsAreSentences()).isFalse();
    }

    @Test
    void it_has_twenty_slots_unless_told_otherwise() {
        assertThat(Models.of(Models.size(), "memory", "entity").parameters()).anySatisfy(parameter -> {
            assertThat(parameter.variable().name()).isEqualTo("entity-keys");
            assertThat(parameter.variable().shape().dim(0)).isEqualTo(20);
        });
    }

    @Test
    void options_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> model(Models.size(), "memory", "entity:slots=0"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("slots")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> model(Models.size(), "memory", "entity:slot=3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("slots");
        assertThatThrownBy(() -> model(Models.size(), "memory", "entity", "nonlinearity", "relu"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("controller entity")
                .hasMessageContaining("relu");
    }

    /** h_j ← (h_j + g_j φ(U h_j + V w_j + W s)) / |…|. */
    private void write(double[][] h, double[] s) {
        double[][] keys = rows("entity-keys");
        double[] ws = times(rows("entity-W"), s);
        for (int j = 0; j < N; j++) {
            double gate = 1 / (1 + Math.exp(-dot(s, h[j]) - dot(s, keys[j])));
            double[] uh = times(rows("entity-U"), h[j]);
            double[] vw = times(rows("entity-V"), keys[j]);
            for (int k = 0; k < D; k++) {
                h[j][k] += gate * bent(uh[k] + vw[k] + ws[k], "entity-slopes", k);
            }
            double length = Math.sqrt(dot(h[j], h[j]));
            for (int k = 0; k < D; k++) {
                h[j][k] /= length;
            }
        }
    }

    private double bent(double x, String slopes, int k) {
        return x > 0 ? x : x * value(slopes).get(k);
    }

    private double[] embedded(int[] sentence) {
        double[][] a = rows("A1");
        double[] sum = new double[D];
        for (int word : sentence) {
            for (int k = 0; k < D; k++) {
                sum[k] += a[word][k];
            }
        }
        return sum;
    }

    private double[][] rows(String parameter) {
        double[] all = value(parameter).doubles();
        double[][] rows = new double[all.length / D][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * D, (i + 1) * D));
        return rows;
    }

    private HostTensor value(String parameter) {
        return Objects.requireNonNull(values.get(parameter));
    }

    private static double[] of(Map<String, HostTensor> results, String name) {
        return Objects.requireNonNull(results.get(name)).doubles();
    }

    private static double[] times(double[][] matrix, double[] x) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, x)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] softmax(double[] x) {
        double sum = Arrays.stream(x).map(Math::exp).sum();
        return Arrays.stream(x).map(each -> Math.exp(each) / sum).toArray();
    }
}
