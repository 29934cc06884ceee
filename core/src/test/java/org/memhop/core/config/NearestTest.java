package org.memhop.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "hop, '', 3",
        "'', hop, 3",
        "hops, hops, 0",
        "hops, hop, 1", // one taken away
        "hop, hops, 1", // one added
        "hops, hope, 1", // one replaced
        "kitten, sitting, 3",
        "ab, ba, 2", // a swap is two
    })
    void distance_counts_letters_added_taken_away_and_replaced(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void the_first_of_the_nearest_words_is_given() {
        assertThat(Nearest.of("hip", List.of("memory", "hop", "tip", "output"))).isEqualTo("hop");
    }

    @Test
    void of_no_words_there_is_none() {
        assertThat(Nearest.of("hip", List.of())).contains("there is none");
    }

    @Test
    void only_a_word_that_may_have_been_mistyped_is_called_a_typo() {
        assertThat(Nearest.typo("refrence", List.of("jvm", "reference"))).contains("reference");
        assertThat(Nearest.typo("jmv", List.of("jvm", "reference"))).contains("jvm");
        assertThat(Nearest.typo("tensorflow", List.of("jvm", "reference"))).isEmpty();
        assertThat(Nearest.typo("jvm", List.of())).isEmpty();
    }
}
