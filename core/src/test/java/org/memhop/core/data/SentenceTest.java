package org.memhop.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentenceTest {
    @Test
    void words_stand_between_white_space_in_lower_case() {
        assertThat(Sentence.words("  Mary moved\tto the  Bathroom "))
                .containsExactly("mary", "moved", "to", "the", "bathroom");
    }

    @Test
    void marks_at_the_end_are_dropped_and_those_inside_are_kept() {
        assertThat(Sentence.words("Where is Mary?")).containsExactly("where", "is", "mary");
        assertThat(Sentence.words("Really ?! ")).containsExactly("really");
        assertThat(Sentence.words("apple,milk at 3.5.")).containsExactly("apple,milk", "at", "3.5");
    }

    @Test
    void of_marks_alone_there_are_no_words() {
        assertThat(Sentence.words("")).isEmpty();
        assertThat(Sentence.words(" ?\n")).isEmpty();
    }
}
