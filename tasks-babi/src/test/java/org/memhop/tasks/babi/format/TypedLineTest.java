package org.memhop.tasks.babi.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypedLineTest {
    @Test
    void a_sentence_is_a_statement_with_or_without_a_number() {
        TypedLine expected = new TypedLine(List.of("mary", "went", "home"), false);

        assertThat(TypedLine.parse("Mary went home.")).isEqualTo(expected);
        assertThat(TypedLine.parse(" 12 mary went  home ")).isEqualTo(expected);
    }

    @Test
    void a_question_mark_makes_a_question() {
        TypedLine expected = new TypedLine(List.of("where", "is", "mary"), true);

        assertThat(TypedLine.parse("Where is Mary?")).isEqualTo(expected);
        assertThat(TypedLine.parse("3 Where is Mary ? ")).isEqualTo(expected);
    }

    @Test
    void of_a_question_pasted_from_a_file_the_answer_is_dropped() {
        assertThat(TypedLine.parse("3 Where is Mary? \tbathroom\t1"))
                .isEqualTo(new TypedLine(List.of("where", "is", "mary"), true));
    }

    @Test
    void a_blank_line_has_no_words() {
        assertThat(TypedLine.parse("  ")).isEqualTo(new TypedLine(List.of(), false));
    }
}
