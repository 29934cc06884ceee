package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.model.SentenceEncoder;
import org.memhop.api.model.Slots;
import org.memhop.api.model.Story;
import org.memhop.core.config.Settings;

class KeyValueMemoryTest {
    /** Word w is 10^(w−1) in both tables, times likewise: the digits of a sum tell the words in it. */
    private static final int WORDS = 8;

    @ParameterizedTest
    @CsvSource({
        "1, 1 2 3, 11, 100", //     subject relation | object
        "1, 1 2 3 4, 111, 1000",
        "2, 1 2 3 4, 11, 1100",
        "1, 5, 10000, 10000", //    no longer than its value: both
        "2, 4 5, 11000, 11000",
        "3, 4 5, 11000, 11000",
        "0, 1 2 3, 111, 111",
    })
    void the_last_words_are_the_value_and_those_before_them_the_key(
            int valueWords, String sentence, double key, double value) {
        Viewed viewed = view("key-value:value-words=" + valueWords, "none", words(sentence, 4));

        assertThat(viewed.key()).isEqualTo(key);
        assertThat(viewed.value()).isEqualTo(value);
    }

    @Test
    void a_time_word_belongs_to_the_key_and_is_no_last_word() {
        int[] words = words("1 2 3", 5);
        words[4] = 7; // the last place is the time word's

        Viewed viewed = view("key-value", "time-words", words);

        assertThat(viewed.key()).isEqualTo(1_000_011);
        assertThat(viewed.value()).isEqualTo(100);
    }

    @Test
    void temporal_rows_are_added_to_key_and_value() {
        Viewed viewed = view("key-value", "rows", words("1 2 3", 4));

        assertThat(viewed.key()).isEqualTo(11 + 1); // of time 1
        assertThat(viewed.value()).isEqualTo(100 + 1);
    }

    @Test
    void an_empty_slot_is_zero_and_not_occupied() {
        Viewed viewed = view("key-value", "rows", words("1 2 3", 4), new int[4]);

        assertThat(viewed.all().get(0).doubles()[1]).isZero();
        assertThat(viewed.all().get(1).doubles()[1]).isZero();
        assertThat(viewed.all().get(2).ints()).containsExactly(1, 0);
    }

    @Test
    void position_encoding_weighs_the_words_of_a_key_as_those_of_a_sentence_of_its_length() {
        // d = 1: word j of n weighs j / n, and the key has two words, whatever the value
        Viewed viewed = view("key-value", new PositionEncoding(), "none", words("1 2 3", 4));

        assertThat(viewed.key()).isEqualTo(0.5 * 1 + 10);
        assertThat(viewed.value()).isEqualTo(100);
    }

    private static int[] words(String sentence, int places) {
        return Arrays.copyOf(
                Arrays.stream(sentence.split(" ")).mapToInt(Integer::parseInt).toArray(), places);
    }

    private static Viewed view(String memory, String temporal, int[]... sentences) {
        return view(memory, new BagOfWords(), temporal, sentences);
    }

    /** A story of these sentences, the first the newest, as its first hop sees it where d is 1. */
    private static Viewed view(String memory, SentenceEncoder encoder, String temporal, int[]... sentences) {
        int places = sentences[0].length;
        Settings settings = Settings.standard()
                .with(Map.of("dimension", "1", "precision", "f64", "tying", "none", "temporal", temporal), "test");
        Parameters parameters = new Parameters(settings, new ModelSize(WORDS, places, sentences.length));
        parameters.encoder(encoder);
        Scope g = Scope.root(DType.F64);
        int[] times = new int[sentences.length];
        times[0] = 1;
        Story story = new Story(
                g.constant(HostTensor.of(
                        Shape.of(1, sentences.length, places),
                        Arrays.stream(sentences).flatMapToInt(Arrays::stream).toArray())),
                g.constant(HostTensor.of(Shape.of(1, sentences.length), times)),
                1);
        Slots slots = (Slots) new KeyValueMemory(new ComponentContext(parameters, Chosen.of("memory", memory)))
                .view(g, story, 0, g.constant(0.0));
        g.output("keys", slots.keys());
        g.output("values", slots.values());
        g.output("occupied", slots.occupied());
        try (Backend backend = Models.reference();
                Session session = backend.newSession(
                        parameters.all().stream().map(Parameter::variable).toList())) {
            for (Parameter parameter : parameters.all()) {
                HostTensor table =
                        HostTensor.zeros(DType.F64, parameter.variable().shape());
                for (int row = 1; row < table.shape().dim(0); row++) {
                    table.set(row, Math.pow(10, row - 1));
                }
                session.write(parameter.variable(), table);
            }
            return new Viewed(session.compile(g.graph()).run(List.of()).stream()
                    .map(HostTensor::copy)
                    .toList());
        }
    }

    /** Keys, values and which slots are occupied. */
    private record Viewed(List<HostTensor> all) {
        double key() {
            return all.get(0).get(0);
        }

        double value() {
            return all.get(1).get(0);
        }
    }
}
