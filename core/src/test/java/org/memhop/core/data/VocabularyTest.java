package org.memhop.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.api.FormatException;
import org.memhop.api.task.Example;

class VocabularyTest {
    private static final Example EXAMPLE = new Example(
            List.of(List.of("mary", "went", "home"), List.of("john", "went", "out")),
            List.of("where", "is", "mary"),
            "home");

    @Test
    void words_are_numbered_from_one_in_alphabetical_order() {
        Vocabulary vocabulary = Vocabulary.of(List.of(EXAMPLE));

        assertThat(vocabulary.words()).containsExactly("home", "is", "john", "mary", "out", "went", "where");
        assertThat(vocabulary.number("home")).isEqualTo(1);
        assertThat(vocabulary.number("where")).isEqualTo(7);
        assertThat(vocabulary.size()).isEqualTo(8);
    }

    @Test
    void the_answer_is_a_word_too() {
        Vocabulary vocabulary = Vocabulary.of(List.of(new Example(List.of(), List.of("what"), "apple,milk")));

        assertThat(vocabulary.words()).containsExactly("apple,milk", "what");
    }

    @Test
    void unknown_words_have_number_zero_and_are_left_out_of_sentences() {
        Vocabulary vocabulary = Vocabulary.of(List.of(EXAMPLE));

        assertThat(vocabulary.number("sandra")).isZero();
        assertThat(vocabulary.numbers(List.of("mary", "really", "went", "home")))
                .containsExactly(4, 6, 1);
    }

    @Test
    void a_saved_vocabulary_numbers_as_before() {
        Vocabulary vocabulary = Vocabulary.of(List.of(EXAMPLE));
        Vocabulary read = Vocabulary.ofLines(vocabulary.words(), "vocabulary.txt");

        assertThat(read.words()).isEqualTo(vocabulary.words());
        assertThat(read.number("mary")).isEqualTo(vocabulary.number("mary"));
    }

    @Test
    void a_word_that_is_empty_or_stands_there_twice_is_rejected_with_its_line() {
        assertThatThrownBy(() -> Vocabulary.ofLines(List.of("a", "b", "a"), "vocabulary.txt"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("vocabulary.txt:3: found \"a\"; expected");
        assertThatThrownBy(() -> Vocabulary.ofLines(List.of("a", " "), "vocabulary.txt"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("vocabulary.txt:2: found \" \"; expected");
    }

    @Test
    void examples_become_numbers_and_share_the_sentences_of_their_story() {
        Example second = new Example(EXAMPLE.story(), List.of("where", "is", "bill"), "garden");
        List<EncodedExample> encoded = EncodedExample.all(List.of(EXAMPLE, second), Vocabulary.of(List.of(EXAMPLE)));

        assertThat(encoded.get(0).story()).isDeepEqualTo(new int[][] {{4, 6, 1}, {3, 6, 5}});
        assertThat(encoded.get(0).question()).containsExactly(7, 2, 4);
        assertThat(encoded.get(0).answer()).isEqualTo(1);
        assertThat(encoded.get(1).question()).containsExactly(7, 2);
        assertThat(encoded.get(1).answer()).isZero();
        assertThat(encoded.get(1).story()[0]).isSameAs(encoded.get(0).story()[0]);
    }
}
