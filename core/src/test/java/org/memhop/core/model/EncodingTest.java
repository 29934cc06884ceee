package org.memhop.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.EmbeddingTable;
import org.memhop.api.model.SentenceEncoder;

class EncodingTest {
    /** Word w is (w, 10 w): what comes out tells which word got which weight. */
    private static final HostTensor TABLE =
            HostTensor.of(Shape.of(5, 2), new double[] {0, 0, 1, 10, 2, 20, 3, 30, 4, 40});

    @ParameterizedTest
    @CsvSource({
        // l_kj = (1 - j/J) - (k/d)(1 - 2j/J), by hand
        "1, 2, 1, 1, 0.5", //   0 - 1/2 · (-1)
        "2, 2, 1, 1, 1.0", //   0 - 1 · (-1)
        "1, 2, 1, 2, 0.5", //   1/2 - 1/2 · 0
        "2, 2, 1, 2, 0.5",
        "2, 2, 2, 2, 1.0",
        "1, 4, 1, 4, 0.625", // 3/4 - 1/4 · 1/2
        "4, 4, 1, 4, 0.25", //  3/4 - 1 · 1/2
        "1, 4, 3, 4, 0.375", // 1/4 + 1/4 · 1/2
        "3, 5, 2, 8, 0.45", //  3/4 - 3/5 · 1/2
    })
    void the_papers_weight(int k, int d, int j, int words, double weight) {
        assertThat(PositionEncoding.weight(k, d, j, words)).isCloseTo(weight, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        // l_kj = 1 + 4 (k - (d+1)/2)(j - (J+1)/2) / (d J), by hand
        "1, 1, 1, 1, 1", //      one word in one dimension is in the middle
        "1, 2, 1, 2, 1.25", //   1 + 4 · (-1/2)(-1/2) / 4
        "2, 2, 1, 2, 0.75",
        "1, 2, 2, 2, 0.75",
        "2, 3, 1, 4, 1", //      the middle dimension
        "3, 3, 4, 4, 1.5", //    1 + 4 · 1 · 3/2 / 12
        "1, 20, 7, 7, 0.185714285714285714", // 1 - 4 · 19/2 · 3 / 140
    })
    void the_authors_weight(int k, int d, int j, int places, double weight) {
        assertThat(AuthorsPositionEncoding.weight(k, d, j, places)).isCloseTo(weight, within(1e-15));
    }

    @Test
    void a_bag_of_words_is_their_sum() {
        assertThat(encode(new BagOfWords(), 1, 4, 4, 0)).containsExactly(9, 90);
    }

    @Test
    void the_papers_weights_depend_on_the_words_of_the_sentence_not_on_its_padding() {
        // n = 2, d = 2: word 1 weighs (1/2, 1/2), word 2 (1/2, 1)
        assertThat(encode(new PositionEncoding(), 3, 4)).containsExactly(0.5 * 3 + 0.5 * 4, 0.5 * 30 + 40);
        assertThat(encode(new PositionEncoding(), 3, 4, 0, 0)).containsExactly(0.5 * 3 + 0.5 * 4, 0.5 * 30 + 40);
    }

    @Test
    void a_time_word_in_the_last_place_counts_as_the_last_word_of_its_sentence() {
        double[] afterTheWords = encode(new PositionEncoding(), 1, 2, 4, 0, 0);
        double[] lastPlace = encode(new PositionEncoding(), 1, 2, 0, 0, 4);

        assertThat(lastPlace).containsExactly(afterTheWords, within(1e-14));
    }

    @Test
    void the_authors_weights_depend_on_the_place_and_the_longest_sentence() {
        // J = 2, d = 2: word 1 weighs (5/4, 3/4), word 2 (3/4, 5/4)
        assertThat(encode(new AuthorsPositionEncoding(), 3, 4))
                .containsExactly(1.25 * 3 + 0.75 * 4, 0.75 * 30 + 1.25 * 40);
        // J = 4: word 1 weighs 1 ± 3/8, word 2 1 ± 1/8
        assertThat(encode(new AuthorsPositionEncoding(), 3, 4, 0, 0))
                .containsExactly(1.375 * 3 + 1.125 * 4, 0.625 * 30 + 0.875 * 40);
    }

    @Test
    void every_sentence_of_a_story_is_encoded_by_itself() {
        for (SentenceEncoder encoder :
                List.of(new BagOfWords(), new PositionEncoding(), new AuthorsPositionEncoding())) {
            double[] all = encode(encoder, Shape.of(1, 2, 3), 1, 2, 3, 4, 0, 0);
            double[] first = encode(encoder, 1, 2, 3);
            double[] second = encode(encoder, 4, 0, 0);

            assertThat(all).containsExactly(first[0], first[1], second[0], second[1]);
        }
    }

    private static double[] encode(SentenceEncoder encoder, int... words) {
        return encode(encoder, Shape.of(words.length), words);
    }

    private static double[] encode(SentenceEncoder encoder, Shape shape, int... words) {
        Variable variable = new Variable("A", DType.F64, TABLE.shape());
        Scope g = Scope.root(DType.F64);
        g.output("sentence", encoder.encode(g, g.input("words", DType.I32, shape), new EmbeddingTable(variable)));
        try (Backend backend = Models.reference();
                Session session = backend.newSession(List.of(variable))) {
            session.write(variable, TABLE);
            return session.compile(g.graph())
                    .run(List.of(HostTensor.of(shape, words)))
                    .get(0)
                    .doubles()
                    .clone();
        }
    }
}
