package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.ConfigException;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.run.Reply.Candidate;

/** Texts drawn from a trained language model. */
class TextGeneratorTest {
    private static final List<String> BEGINNING = List.of("w1", "w2", "w3", "w4", "w5");

    @TempDir
    static Path run;

    @SuppressWarnings("NullAway.Init")
    private static LanguageModel model;

    @BeforeAll
    static void train() {
        ToyText.train(run, ToyText.config("epochs", "2"));
        model = LanguageModel.load(run);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void the_same_seed_and_number_draw_the_same_words_others_draw_others() {
        List<String> words = draw(new Sampling(1, 0, false, 5), 40, 0);

        assertThat(words).hasSize(40);
        assertThat(draw(new Sampling(1, 0, false, 5), 40, 0)).isEqualTo(words);
        assertThat(draw(new Sampling(1, 0, false, 5), 20, 0)).isEqualTo(words.subList(0, 20));
        assertThat(draw(new Sampling(1, 0, false, 5), 40, 1)).isNotEqualTo(words);
        assertThat(draw(new Sampling(1, 0, false, 6), 40, 0)).isNotEqualTo(words);
    }

    @Test
    void words_come_as_often_as_they_are_probable() {
        NextWord next = model.next(BEGINNING);
        double unknown = next.probability(Vocabulary.UNKNOWN) + next.probabilities()[0];
        int most = 4000;
        Candidate first = next.top(1).get(0);
        long drawn = firsts(new Sampling(1, 0, false, 1), most).stream()
                .filter(first.word()::equals)
                .count();
        double expected = first.probability() / (1 - unknown);
        assertThat((double) drawn / most).isCloseTo(expected, within(4 * Math.sqrt(expected / most)));

        long sharper = firsts(new Sampling(0.5, 0, false, 1), most).stream()
                .filter(first.word()::equals)
                .count();
        double squares = next.top(1000).stream()
                .filter(c -> !c.word().equals(Vocabulary.UNKNOWN))
                .mapToDouble(c -> c.probability() * c.probability())
                .sum();
        double squared = first.probability() * first.probability() / squares;
        assertThat((double) sharper / most).isCloseTo(squared, within(4 * Math.sqrt(squared / most)));
    }

    @Test
    void temperature_0_takes_the_most_probable_word() {
        List<String> text = new ArrayList<>(BEGINNING);
        for (String word : draw(new Sampling(0, 0, true, 1), 12, 0)) {
            assertThat(word).isEqualTo(model.next(text).top(1).get(0).word());
            text.add(word);
        }
        assertThat(draw(new Sampling(0, 0, true, 2), 12, 3)).isEqualTo(draw(new Sampling(0, 0, true, 1), 12, 0));
    }

    @Test
    void top_k_draws_from_these_words_alone() {
        List<String> three =
                model.next(BEGINNING).top(3).stream().map(Candidate::word).toList();
        assertThat(firsts(new Sampling(3, 3, true, 1), 200)).hasSameElementsAs(three);
    }

    @Test
    void the_unknown_word_is_drawn_only_where_it_is_allowed() {
        assertThat(draw(new Sampling(30, 0, true, 1), 300, 0)).contains(Vocabulary.UNKNOWN);
        assertThat(draw(new Sampling(30, 0, false, 1), 300, 0)).doesNotContain(Vocabulary.UNKNOWN);
    }

    @Test
    void times_that_stand_among_the_words_are_never_drawn(@TempDir Path other) {
        ToyText.train(other, ToyText.config("temporal", "time-words", "batches", "shuffled", "epochs", "1"));
        try (LanguageModel timed = LanguageModel.load(other)) {
            assertThat(timed.next(BEGINNING).probabilities())
                    .hasSize(timed.vocabulary().size() + ToyText.SLOTS);
            List<String> drawn = new ArrayList<>();
            new TextGenerator(timed, new Sampling(100, 0, true, 1)).generate(BEGINNING, 200, 0, drawn::add);
            assertThat(drawn).hasSize(200).allMatch(timed::knows);
        }
    }

    @Test
    void a_model_that_knows_only_the_unknown_word_draws_it_where_it_is_allowed_and_else_says_so(@TempDir Path other) {
        ToyText.train(other, ToyText.config("vocabulary-size", "1", "epochs", "1"));
        try (LanguageModel empty = LanguageModel.load(other)) {
            List<String> drawn = new ArrayList<>();
            new TextGenerator(empty, new Sampling(1, 0, true, 1)).generate(BEGINNING, 2, 0, drawn::add);
            assertThat(drawn).containsExactly(Vocabulary.UNKNOWN, Vocabulary.UNKNOWN);
            TextGenerator without = new TextGenerator(empty, new Sampling(1, 0, false, 1));
            assertThatThrownBy(() -> without.generate(BEGINNING, 2, 0, drawn::add))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("knows no word but <unk>");
        }
    }

    @Test
    void at_the_lowest_temperature_there_is_the_most_probable_word_is_drawn() {
        assertThat(draw(new Sampling(Double.MIN_VALUE, 0, false, 1), 5, 0))
                .isEqualTo(draw(new Sampling(0, 0, false, 1), 5, 0));
    }

    @Test
    void a_temperature_or_top_k_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> new Sampling(-1, 0, false, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("temperature is -1");
        assertThatThrownBy(() -> new Sampling(Double.NaN, 0, false, 1)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> new Sampling(1, -2, false, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("top-k is -2");
    }

    private static List<String> draw(Sampling sampling, int words, int number) {
        List<String> drawn = new ArrayList<>();
        new TextGenerator(model, sampling).generate(BEGINNING, words, number, drawn::add);
        return drawn;
    }

    private static List<String> firsts(Sampling sampling, int texts) {
        List<String> firsts = new ArrayList<>();
        for (int number = 0; number < texts; number++) {
            firsts.addAll(draw(sampling, 1, number));
        }
        return firsts;
    }
}
