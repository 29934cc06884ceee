package org.memhop.tasks.lm.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Text;
import org.memhop.tasks.lm.generate.Slot.Role;

class GeneratedTextTest {
    private static final Set<String> VOCABULARY = Grammar.SENTENCES.stream()
            .flatMap(sentence -> sentence.slots().stream())
            .flatMap(slot -> slot.words().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void a_seed_always_gives_the_same_text_and_another_seed_another() {
        assertThat(words(GeneratedText.of(50, 3).train()))
                .isEqualTo(words(GeneratedText.of(50, 3).train()));
        assertThat(words(GeneratedText.of(50, 3).train()))
                .isNotEqualTo(words(GeneratedText.of(50, 4).train()));
        assertThat(words(GeneratedText.of(50, 1).train()).subList(0, 10))
                .containsExactly("they", "find", "the", "park", "<eos>", "the", "weather", "is", "sun", "<eos>");
    }

    @Test
    void it_has_as_many_words_from_memory_as_were_asked_for_and_a_tenth_held_out() {
        GeneratedText text = GeneratedText.of(1000, 1);
        // A sentence in 56 of 100 ends in such a word, and a sentence has 4.84 words.
        assertThat(words(text.train()).size()).isCloseTo(1000 * 484 / 56, within(400));
        assertThat(words(text.validation()).size()).isCloseTo(100 * 484 / 56, within(150));
        assertThat(words(text.test()).size()).isCloseTo(100 * 484 / 56, within(150));
        assertThat(words(text.train())).endsWith("<eos>");
        assertThat(words(text.validation())).endsWith("<eos>");
    }

    @Test
    void fewer_words_than_can_be_held_out_are_refused() {
        assertThatThrownBy(() -> GeneratedText.of(9, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected 10 or more");
    }

    @Test
    void the_weights_of_the_sentences_add_up_and_the_longest_is_as_long_as_stated() {
        assertThat(Grammar.SENTENCES.stream().mapToInt(Sentence::weight).sum()).isEqualTo(100);
        assertThat(Grammar.SENTENCES.stream().mapToInt(s -> s.slots().size()).max())
                .hasValue(Grammar.LONGEST_SENTENCE);
        assertThat(VOCABULARY).hasSizeBetween(60, 150);
    }

    @Test
    void sentences_come_as_often_as_their_weights_say_and_draws_are_uniform() {
        List<String> text = said(60_000, 5);
        double sentences = Collections.frequency(text, "<eos>");
        assertThat(Collections.frequency(text, "find") / sentences).isCloseTo(0.16, within(0.005));
        assertThat(Collections.frequency(text, "means") / sentences).isCloseTo(0.22, within(0.006));
        assertThat(Collections.frequency(text, "together") / sentences).isCloseTo(0.22, within(0.006));
        assertThat(Collections.frequency(text, "weather") / sentences).isCloseTo(0.08, within(0.004));
        assertThat(Collections.frequency(text, "goodbye") / sentences).isCloseTo(0.12, within(0.005));
        assertThat(Collections.frequency(text, "arrives") / sentences).isCloseTo(0.04, within(0.003));
        assertThat(Collections.frequency(text, "barks") / sentences).isCloseTo(0.04, within(0.003));
        assertThat(Collections.frequency(text, "swimming") / sentences).isCloseTo(0.22 / 4, within(0.004));
    }

    /** Read by hand-written rules, which share nothing with the predictor or the talker. */
    @Test
    void what_can_be_told_from_memory_is_the_latest_that_was_said() {
        Map<String, String> places = new HashMap<>();
        Map<String, String> kinds = kindsOfPlaces();
        String weather = "";
        String guest = "";
        int told = 0;
        for (String sentence : String.join(" ", said(20_000, 2)).split(" <eos> ?")) {
            String[] words = sentence.split(" ");
            String last = words[words.length - 1];
            if (sentence.startsWith("the weather is")) {
                weather = last;
            } else if (sentence.startsWith("they find")) {
                places.put(kinds.get(last), last);
            } else if (sentence.endsWith("arrives")) {
                guest = words[1];
            } else if (sentence.startsWith("goodbye")) {
                assertThat(last).isEqualTo(guest.isEmpty() ? last : guest);
                told++;
            } else if (words.length == 4 && words[1].equals("means")) {
                String asked = Map.of("reading", "rain", "skiing", "snow", "swimming", "sun", "sailing", "wind")
                        .get(words[0]);
                assertThat(kinds.get(last)).isEqualTo(asked);
                assertThat(last).isEqualTo(places.getOrDefault(asked, last));
                told++;
            } else if (sentence.startsWith("they visit")) {
                assertThat(kinds.get(words[2])).isEqualTo(weather.isEmpty() ? kinds.get(words[2]) : weather);
                assertThat(words[2]).isEqualTo(places.getOrDefault(kinds.get(words[2]), words[2]));
                told++;
            }
        }
        assertThat(told).isGreaterThan(2000);
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 2", "60, 2", "15, 2", "5, 2", "2147483647, 1", "20, 1"})
    void its_probabilities_add_up_to_one_and_it_is_as_surprised_as_it_expects_to_be(int window, int looks) {
        IdealPredictor predictor = new IdealPredictor(window, looks);
        double surprise = 0;
        double expected = 0;
        List<String> text = said(60_000, 9);
        for (String next : text) {
            double sum = 0;
            double entropy = 0;
            for (String word : VOCABULARY) {
                double p = predictor.probability(word);
                sum += p;
                entropy -= p > 0 ? p * Math.log(p) : 0;
            }
            assertThat(sum).isCloseTo(1, within(1e-9));
            surprise -= Math.log(predictor.probability(next));
            expected += entropy;
            predictor.hear(next);
        }
        // Were it wrong about anything, the two would differ: it would be surprised more often, or less, than it says.
        assertThat(surprise / text.size()).isCloseTo(expected / text.size(), within(0.006));
    }

    /**
     * Nothing that a window holds may help beyond what the predictor makes of it: counted, among all the times it gave the same
     * probability to a word, for each word that began the window.
     */
    @Test
    void what_it_says_holds_for_whatever_the_window_begins_with() {
        int window = 8;
        IdealPredictor predictor = new IdealPredictor(window, 2);
        List<String> text = said(400_000, 11);
        Map<String, double[]> saidAndSeen = new HashMap<>();
        for (int i = 0; i < text.size(); i++) {
            if (i >= window) {
                for (String place : List.of("beach", "pond")) {
                    double p = predictor.probability(place);
                    if (p > 0 && p < 1) {
                        double[] cell = saidAndSeen.computeIfAbsent(
                                text.get(i - window) + " " + text.get(i - window + 1), key -> new double[3]);
                        cell[0] += p;
                        cell[1] += text.get(i).equals(place) ? 1 : 0;
                        cell[2] += p * (1 - p);
                    }
                }
            }
            predictor.hear(text.get(i));
        }
        assertThat(saidAndSeen).hasSizeGreaterThan(50);
        saidAndSeen.forEach((begin, cell) ->
                assertThat(cell[1]).as(begin).isCloseTo(cell[0], within(4.5 * Math.sqrt(cell[2]) + 1)));
    }

    @Test
    void memory_and_a_second_look_are_worth_what_the_draws_say() {
        List<String> text = said(200_000, 1);
        double all = Math.log(IdealPredictor.perplexity(text, 10_000, IdealPredictor.EVERYTHING, 2));
        double oneLook = Math.log(IdealPredictor.perplexity(text, 10_000, IdealPredictor.EVERYTHING, 1));
        double words = words(0.01);
        // 22 of 100 sentences have a word that one look leaves among 8.
        assertThat(oneLook - all).isCloseTo(0.22 * Math.log(8) / words, within(0.004));
        // What is left to whoever knows everything are the draws themselves.
        double kinds = 0;
        for (Sentence sentence : Grammar.SENTENCES) {
            kinds -= sentence.weight() / 100.0 * Math.log(sentence.weight() / 100.0);
        }
        double draws = 0.08 * Math.log(4) + 0.16 * Math.log(32) + 0.04 * Math.log(8) + 0.22 * Math.log(4);
        assertThat(all).isCloseTo((kinds + draws) / words, within(0.006));
    }

    @Test
    void the_more_is_remembered_the_better() {
        GeneratedText text = GeneratedText.of(6000, 1);
        List<Double> ideal = Stream.of(5, 15, 30, 60, 200, IdealPredictor.EVERYTHING)
                .map(window -> text.idealPerplexity(window, 2))
                .toList();
        assertThat(ideal).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(text.idealPerplexity(15, 2) / text.idealPerplexity(60, 2)).isGreaterThan(1.1);
        assertThat(text.idealPerplexity(60, 1) / text.idealPerplexity(60, 2)).isGreaterThan(1.05);
        assertThat(text.title()).contains(text.source().get("ideal test perplexity"));
    }

    /** The place is 13 words before the word that it tells. */
    @ParameterizedTest
    @CsvSource({"12, 0.125", "13, 1"})
    void a_window_ends_at_the_word_it_says(int window, double probability) {
        IdealPredictor predictor = new IdealPredictor(window, 2);
        for (String word :
                "they find the meadow <eos> the cat sleeps <eos> a bird sings <eos> swimming means the".split(" ")) {
            predictor.hear(word);
        }
        assertThat(predictor.probability("meadow")).isEqualTo(probability);
    }

    /** Nobody said which weather it is: one of four, and only one of the places is known. */
    @Test
    void what_only_some_of_the_looks_find_is_shared_among_the_rest() {
        IdealPredictor predictor = new IdealPredictor(100, 2);
        for (String word : "they find the meadow <eos> they visit".split(" ")) {
            predictor.hear(word);
        }
        assertThat(predictor.probability("meadow")).isEqualTo(1.0 / 4);
        assertThat(predictor.probability("beach")).isZero();
        assertThat(predictor.probability("pond")).isEqualTo(1.0 / 32);
    }

    @Test
    void a_word_that_cannot_come_next_is_not_predicted_but_refused() {
        IdealPredictor predictor = new IdealPredictor(5, 2);
        predictor.hear("they");
        assertThat(predictor.probability("barks")).isZero();
        assertThatThrownBy(() -> predictor.hear("barks")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IdealPredictor(4, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double words(double weight) {
        return Grammar.SENTENCES.stream()
                .mapToDouble(s -> weight * s.weight() * s.slots().size())
                .sum();
    }

    private static Map<String, String> kindsOfPlaces() {
        List<String> weathers = List.of("rain", "snow", "sun", "wind");
        Map<String, String> kinds = new HashMap<>();
        Grammar.SENTENCES.stream()
                .flatMap(sentence -> sentence.slots().stream())
                .filter(slot -> slot.role() == Role.NEW_PLACE)
                .flatMap(slot -> slot.words().stream())
                .forEach(place -> kinds.put(place, weathers.get(Grammar.weatherOfPlace(place))));
        return kinds;
    }

    private static List<String> said(int least, long seed) {
        Talker talker = new Talker(seed);
        List<String> text = new ArrayList<>();
        while (text.size() < least) {
            talker.say(text);
        }
        return text;
    }

    private static List<String> words(Text text) {
        List<String> words = new ArrayList<>();
        text.forEach(words::add);
        return words;
    }
}
