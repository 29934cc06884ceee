package org.memhop.tasks.kb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.memhop.tasks.kb.format.Triple;

class KnowledgeBaseTest {
    @Test
    void a_story_ends_with_what_is_known_of_the_names_in_the_question_and_before_that_of_their_objects() {
        KnowledgeBase base = base(
                "kes directed_by ken",
                "ken born_in nuneaton",
                "nuneaton in_country england",
                "ran directed_by akira",
                "kes has_genre drama",
                "england is_in europe");

        List<List<String>> story = base.story(List.of("where", "was", "the", "director", "of", "kes", "born"));

        assertThat(sentences(story.subList(3, 6)))
                .containsExactly("ken born_in nuneaton", "kes has_genre drama", "kes directed_by ken");
        assertThat(sentences(story.subList(0, 3)))
                .as("three joins away, or of another film")
                .containsExactlyInAnyOrder(
                        "nuneaton in_country england", "england is_in europe", "ran directed_by akira");
    }

    @Test
    void a_triple_is_told_once_even_if_two_names_lead_to_it() {
        KnowledgeBase base = base("kes directed_by ken", "ken born_in nuneaton");

        assertThat(sentences(base.story(List.of("kes", "ken"))))
                .containsExactlyInAnyOrder("kes directed_by ken", "ken born_in nuneaton");
    }

    @Test
    void a_name_that_is_only_an_object_leads_nowhere() {
        KnowledgeBase base = base("kes directed_by ken");

        assertThat(base.isSubject("kes")).isTrue();
        assertThat(base.isSubject("ken")).isFalse();
    }

    @Test
    void others_fill_a_story_up_and_the_words_of_the_question_choose_them() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lines.add("film_" + i + " has_genre drama");
        }
        KnowledgeBase base = base(lines.toArray(String[]::new));

        List<List<String>> first = base.story(List.of("which", "genre", "has", "film_3"));
        List<List<String>> second = base.story(List.of("what", "is", "film_3"));

        assertThat(first).hasSize(KnowledgeBase.STORY).doesNotHaveDuplicates();
        assertThat(first.get(49)).containsExactly("film_3", "has_genre", "drama");
        assertThat(second.get(49)).containsExactly("film_3", "has_genre", "drama");
        assertThat(new HashSet<>(second)).isNotEqualTo(new HashSet<>(first));
        assertThat(base.story(List.of("which", "genre", "has", "film_3"))).isEqualTo(first);
    }

    @Test
    void a_subject_of_which_very_much_is_known_does_not_fill_the_memory() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            lines.add("everyman knows person_" + i);
        }

        assertThat(base(lines.toArray(String[]::new)).story(List.of("whom", "does", "everyman", "know")))
                .hasSize(KnowledgeBase.NEAR);
    }

    private static KnowledgeBase base(String... triples) {
        return new KnowledgeBase(Arrays.stream(triples)
                .map(line -> line.split(" "))
                .map(words -> new Triple(words[0], words[1], words[2]))
                .toList());
    }

    private static List<String> sentences(List<List<String>> story) {
        return story.stream().map(words -> String.join(" ", words)).toList();
    }
}
