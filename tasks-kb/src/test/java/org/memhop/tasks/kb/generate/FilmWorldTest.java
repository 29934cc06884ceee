package org.memhop.tasks.kb.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.tasks.kb.format.KbPart;
import org.memhop.tasks.kb.format.KbQuestion;
import org.memhop.tasks.kb.format.Triple;

class FilmWorldTest {
    private final FilmWorld world = FilmWorld.of(1000, 1);

    @ParameterizedTest
    @ValueSource(ints = {20, 33, 100, 1000, 5001})
    void there_are_as_many_training_questions_as_asked_for_and_a_tenth_for_each_of_the_others(int questions) {
        FilmWorld made = FilmWorld.of(questions, 3);

        assertThat(made.parts()).extracting(KbPart::name).containsExactly("one-join", "two-joins");
        assertThat(made.parts().stream().mapToInt(part -> part.train().size()).sum())
                .isEqualTo(questions);
        assertThat(made.parts()).allSatisfy(part -> {
            int tenth = Math.max(1, part.train().size() / 10);
            assertThat(part.validation().orElseThrow()).hasSize(tenth);
            assertThat(part.test()).hasSize(tenth);
        });
    }

    @Test
    void a_seed_makes_the_same_world_again_and_another_seed_another() {
        assertThat(FilmWorld.of(1000, 1)).isEqualTo(world);
        assertThat(FilmWorld.of(1000, 2).triples()).isNotEqualTo(world.triples());
    }

    @Test
    void of_a_subject_there_is_one_object_for_each_relation() {
        assertThat(world.triples())
                .extracting(triple -> triple.subject() + " " + triple.relation())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "who directed film_7, directed_by",
        "what is the genre of film_7, has_genre",
        "in which city does person_7 live, lives_in",
        "which country is city_7 in, in_country",
        "where was the director of film_7 born, directed_by born_in",
        "which language does the star of film_7 speak, starring speaks",
        "which country does person_7 live in, lives_in in_country",
    })
    void an_answer_follows_from_the_triples_by_the_relations_that_are_asked_for(String question, String joins) {
        Map<List<String>, String> known = world.triples().stream()
                .collect(Collectors.toMap(triple -> List.of(triple.subject(), triple.relation()), Triple::object));
        List<KbQuestion> alike = all().stream()
                .filter(each -> pattern(each).equals(question.replaceAll("[a-z]+_7", "*")))
                .toList();

        assertThat(alike).isNotEmpty().allSatisfy(each -> {
            String found = subject(each);
            for (String join : joins.split(" ")) {
                found = known.getOrDefault(List.of(found, join), "nothing");
            }
            assertThat(each.answer()).isEqualTo(found);
        });
    }

    @Test
    void what_is_asked_in_validation_and_test_is_not_asked_in_training_in_other_words_either() {
        Map<String, List<String>> meanings = new HashMap<>();
        for (Asking kind : both()) {
            kind.phrasings()
                    .forEach(phrasing -> meanings.computeIfAbsent(
                                    phrasing.replace("%s", "*"), words -> new ArrayList<>())
                            .add(kind.joins().toString()));
        }
        assertThat(meanings.values()).as("no words mean two things").allMatch(means -> means.size() == 1);
        List<String> asked = all().stream()
                .map(question -> subject(question) + meanings.get(pattern(question)))
                .toList();
        assertThat(asked).hasSizeGreaterThan(1000).doesNotHaveDuplicates();
    }

    @Test
    void every_kind_of_question_is_learnt_and_asked_for_in_the_test() {
        Set<String> learnt = new HashSet<>();
        world.parts().forEach(part -> part.train().forEach(question -> learnt.add(pattern(question))));
        assertThat(learnt).hasSize(2 * both().size());
        world.parts().forEach(part -> assertThat(part.test()).allMatch(question -> learnt.contains(pattern(question))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 200_001})
    void more_or_fewer_questions_than_it_can_make_are_refused(int questions) {
        assertThatThrownBy(() -> FilmWorld.of(questions, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--questions is " + questions + "; expected 20 to 200000");
    }

    private static List<Asking> both() {
        List<Asking> kinds = new ArrayList<>(Asking.oneJoin());
        kinds.addAll(Asking.twoJoins());
        return kinds;
    }

    private List<KbQuestion> all() {
        List<KbQuestion> all = new ArrayList<>();
        for (KbPart part : world.parts()) {
            all.addAll(part.train());
            all.addAll(part.validation().orElseThrow());
            all.addAll(part.test());
        }
        return all;
    }

    private static String subject(KbQuestion question) {
        return question.words().stream()
                .filter(word -> word.contains("_"))
                .findFirst()
                .orElseThrow();
    }

    private static String pattern(KbQuestion question) {
        return String.join(" ", question.words()).replace(subject(question), "*");
    }
}
