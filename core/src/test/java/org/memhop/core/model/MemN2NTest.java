package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.memhop.core.model.Models.example;
import static org.memhop.core.model.Models.story;
import static org.memhop.core.model.Models.words;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.EncodedExample;

/** What must and must not change an answer. */
class MemN2NTest {
    private static final EncodedExample EXAMPLE = example(story(words(1, 2), words(3, 4, 5), words(6)), words(1, 6), 4);

    @ParameterizedTest
    @CsvSource({"none", "rows"})
    void empty_slots_at_the_end_change_nothing_if_they_are_masked(String temporal) {
        double[] few = probabilities(model(4, 3, temporal, "position", true));
        double[] many = probabilities(model(9, 3, temporal, "position", true));

        assertThat(many).containsExactly(few, within(1e-14));
    }

    @Test
    void empty_slots_take_their_share_of_the_attention_unless_they_are_masked() {
        Map<String, HostTensor> open = answer(model(4, 3, "none", "position", false), EXAMPLE);
        Map<String, HostTensor> masked = answer(model(4, 3, "none", "position", true), EXAMPLE);

        assertThat(tensor(open, "attention1").get(3)).isPositive();
        assertThat(tensor(masked, "attention1").get(3)).isZero();
        assertThat(probabilities(model(9, 3, "none", "position", false)))
                .isNotEqualTo(probabilities(model(4, 3, "none", "position", false)));
    }

    @ParameterizedTest
    @CsvSource({
        "bag-of-words, none",
        "bag-of-words, time-words",
        "position, none",
        "position, rows",
        "position, time-words"
    })
    void null_words_at_the_end_of_sentences_change_nothing(String encoding, String temporal) {
        double[] shorter = probabilities(model(4, 3, temporal, encoding, false));
        double[] longer = probabilities(model(4, 8, temporal, encoding, false));

        assertThat(longer).containsExactly(shorter, within(1e-14));
    }

    @Test
    void the_other_examples_of_a_batch_change_nothing() {
        Model model = model(4, 3, "time-words", "position-authors", false);
        Map<String, HostTensor> alone = answer(model, EXAMPLE);
        EncodedExample[] all = Models.examples();
        all[2] = EXAMPLE;
        Map<String, HostTensor> among = answer(model, all);

        alone.forEach((name, expected) -> {
            int row = expected.shape().dim(1);
            double[] found = Arrays.copyOfRange(tensor(among, name).doubles(), 2 * row, 3 * row);
            assertThat(found).as(name).isEqualTo(expected.doubles());
        });
    }

    @Test
    void the_order_of_facts_changes_nothing_without_temporal_encoding() {
        Model model = model(4, 3, "none", "position", false);
        EncodedExample reversed = example(story(words(6), words(3, 4, 5), words(1, 2)), words(1, 6), 4);

        assertThat(probabilities(model, reversed)).containsExactly(probabilities(model), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "time-words"})
    void the_order_of_facts_matters_with_temporal_encoding(String temporal) {
        Model model = model(4, 3, temporal, "position", false);
        EncodedExample reversed = example(story(words(6), words(3, 4, 5), words(1, 2)), words(1, 6), 4);

        assertThat(largestDifference(probabilities(model, reversed), probabilities(model)))
                .isGreaterThan(1e-3);
    }

    @Test
    void the_order_of_words_changes_nothing_in_a_bag() {
        Model model = model(4, 3, "rows", "bag-of-words", false);
        EncodedExample shuffled = example(story(words(2, 1), words(5, 3, 4), words(6)), words(6, 1), 4);

        assertThat(probabilities(model, shuffled)).containsExactly(probabilities(model), within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(strings = {"position", "position-authors"})
    void the_order_of_words_matters_with_position_encoding(String encoding) {
        Model model = model(4, 3, "rows", encoding, false);
        EncodedExample shuffled = example(story(words(2, 1), words(5, 3, 4), words(6)), words(6, 1), 4);

        assertThat(largestDifference(probabilities(model, shuffled), probabilities(model)))
                .isGreaterThan(1e-3);
    }

    @Test
    void probabilities_and_the_attention_of_each_hop_sum_to_one() {
        Map<String, HostTensor> answer = answer(model(4, 3, "rows", "position", false), EXAMPLE);

        assertThat(answer).containsOnlyKeys("probabilities", "attention1", "attention2", "attention3");
        answer.values()
                .forEach(distribution ->
                        assertThat(Arrays.stream(distribution.doubles()).sum()).isCloseTo(1, within(1e-14)));
    }

    @Test
    void scoring_gives_each_examples_loss_and_the_likeliest_word() {
        Model model = model(4, 3, "rows", "position", false);
        EncodedExample[] examples = Models.examples();
        Map<String, HostTensor> scores = Models.run(
                model,
                values(model),
                model.scoring(5, false),
                Models.batch(model, examples).tensors());

        for (int b = 0; b < examples.length; b++) {
            double[] p = probabilities(model, examples[b]);
            int likeliest = tensor(scores, "predicted").ints()[b];
            assertThat(tensor(scores, "losses").get(b)).isCloseTo(-Math.log(p[examples[b].answer()]), within(1e-13));
            assertThat(p[likeliest]).isEqualTo(Arrays.stream(p).max().orElseThrow());
        }
    }

    private static Model model(int slots, int sentenceWords, String temporal, String encoding, boolean masked) {
        return Models.of(
                new ModelSize(7, sentenceWords, slots),
                "temporal",
                temporal,
                "encoding",
                encoding,
                "mask-empty-slots",
                String.valueOf(masked),
                "dimension",
                "4");
    }

    private static double[] probabilities(Model model) {
        return probabilities(model, EXAMPLE);
    }

    private static double[] probabilities(Model model, EncodedExample example) {
        return tensor(answer(model, example), "probabilities").doubles();
    }

    /** With values that are the same for the rows that models of several sizes share. */
    private static Map<String, HostTensor> values(Model model) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        for (Parameter parameter : model.parameters()) {
            values.put(parameter.variable().name(), model.initial(parameter, 1));
            HostTensor value = tensor(values, parameter.variable().name());
            for (int i = 0; i < value.shape().size(); i++) {
                value.set(i, 8 * value.get(i));
            }
        }
        return values;
    }

    private static Map<String, HostTensor> answer(Model model, EncodedExample... examples) {
        return Models.answer(model, values(model), examples);
    }

    private static HostTensor tensor(Map<String, HostTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }

    private static double largestDifference(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
