package org.memhop.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.graph.Shape;
import org.memhop.core.random.Purpose;
import org.memhop.core.random.RandomStream;

class BatchTest {
    private static final int[][] STORY = {{1, 2}, {3}, {4, 5, 6}};

    @Test
    void a_story_fills_slots_from_the_oldest_and_times_count_back_from_the_question() {
        Batch batch = new Batch(1, 4, 3, 0);

        batch.set(0, new EncodedExample(STORY, new int[] {7, 8}, 9));

        assertThat(words(batch)).containsExactly(1, 2, 0, 3, 0, 0, 4, 5, 6, 0, 0, 0);
        assertThat(times(batch)).containsExactly(3, 2, 1, 0);
        assertThat(question(batch)).containsExactly(7, 8, 0);
        assertThat(answers(batch)).containsExactly(9);
    }

    @Test
    void tensors_have_the_shapes_a_model_takes_and_stay_the_same_ones() {
        Batch batch = new Batch(2, 4, 3, 0);

        assertThat(batch.tensors())
                .extracting(tensor -> tensor.shape())
                .containsExactly(Shape.of(2, 4, 3), Shape.of(2, 4), Shape.of(2, 3), Shape.of(2));
        assertThat(batch.size()).isEqualTo(2);
        batch.set(0, new EncodedExample(STORY, new int[] {7}, 9));
        assertThat(batch.tensors().get(3)).isSameAs(batch.tensors().get(3));
    }

    @Test
    void a_time_word_stands_in_the_last_place_of_each_sentence_and_not_in_the_question() {
        Batch batch = new Batch(1, 4, 4, 100);

        batch.set(0, new EncodedExample(STORY, new int[] {7, 8}, 9));

        assertThat(words(batch)).containsExactly(1, 2, 0, 102, 3, 0, 0, 101, 4, 5, 6, 100, 0, 0, 0, 0);
        assertThat(question(batch)).containsExactly(7, 8, 0, 0);
    }

    @Test
    void a_memory_that_is_too_small_keeps_the_newest_sentences() {
        Batch batch = new Batch(1, 2, 3, 0);

        batch.set(0, new EncodedExample(STORY, new int[] {7}, 9));

        assertThat(words(batch)).containsExactly(3, 0, 0, 4, 5, 6);
        assertThat(times(batch)).containsExactly(2, 1);
    }

    @Test
    void sentences_and_questions_that_are_too_long_lose_their_last_words() {
        Batch batch = new Batch(1, 1, 2, 0);
        batch.set(0, new EncodedExample(new int[][] {{1, 2, 3, 4}}, new int[] {5, 6, 7}, 9));
        assertThat(words(batch)).containsExactly(1, 2);
        assertThat(question(batch)).containsExactly(5, 6);

        Batch timed = new Batch(1, 1, 3, 100);
        timed.set(0, new EncodedExample(new int[][] {{1, 2, 3, 4}}, new int[] {5, 6, 7, 8}, 9));
        assertThat(words(timed)).containsExactly(1, 2, 100);
        assertThat(question(timed)).containsExactly(5, 6, 0);
    }

    @Test
    void a_row_forgets_what_it_held_and_leaves_the_others_alone() {
        Batch batch = new Batch(3, 3, 3, 0);
        EncodedExample example = new EncodedExample(STORY, new int[] {7, 8, 9}, 5);
        for (int b = 0; b < 3; b++) {
            batch.set(b, example);
        }

        batch.clear(1);
        batch.set(2, new EncodedExample(new int[][] {{2}}, new int[] {3}, 4));

        assertThat(words(batch))
                .containsExactly(1, 2, 0, 3, 0, 0, 4, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(times(batch)).containsExactly(3, 2, 1, 0, 0, 0, 1, 0, 0);
        assertThat(question(batch)).containsExactly(7, 8, 9, 0, 0, 0, 3, 0, 0);
        assertThat(answers(batch)).containsExactly(5, 0, 4);
    }

    @Test
    void an_empty_story_is_an_empty_memory() {
        Batch batch = new Batch(1, 2, 2, 50);
        RandomStream random = new RandomStream(1, Purpose.TIME_NOISE);

        batch.set(0, new EncodedExample(new int[0][], new int[] {7}, 9), 0.5, random);

        assertThat(words(batch)).containsOnly(0);
        assertThat(times(batch)).containsOnly(0);
        assertThat(answers(batch)).containsExactly(9);
    }

    @Test
    void noise_makes_times_jump_but_never_turns_them_round() {
        Batch batch = new Batch(1, 20, 2, 0);
        RandomStream random = new RandomStream(1, Purpose.TIME_NOISE);
        EncodedExample example = example(10);
        int latest = 0;
        for (int draw = 0; draw < 500; draw++) {
            batch.set(0, example, 0.25, random); // up to 3 of 10 are mixed in
            int[] times = Arrays.copyOf(times(batch), 10);
            for (int i = 1; i < 10; i++) {
                assertThat(times[i]).isLessThan(times[i - 1]).isPositive();
            }
            latest = Math.max(latest, times[0]);
            assertThat(Arrays.copyOfRange(times(batch), 10, 20)).containsOnly(0);
        }
        assertThat(latest).isEqualTo(13);
    }

    @Test
    void the_words_of_a_noisy_story_are_those_of_the_quiet_one() {
        Batch noisy = new Batch(1, 20, 2, 0);
        Batch quiet = new Batch(1, 20, 2, 0);

        noisy.set(0, example(10), 1, new RandomStream(3, Purpose.TIME_NOISE));
        quiet.set(0, example(10));

        assertThat(words(noisy)).isEqualTo(words(quiet));
    }

    @Test
    void noisy_time_words_say_the_noisy_times() {
        Batch batch = new Batch(1, 20, 2, 100);

        batch.set(0, example(10), 1, new RandomStream(3, Purpose.TIME_NOISE));

        assertThat(times(batch)[0]).isGreaterThan(10);
        for (int i = 0; i < 10; i++) {
            assertThat(words(batch)[2 * i + 1]).isEqualTo(99 + times(batch)[i]);
        }
    }

    @Test
    void no_time_exceeds_the_memory() {
        Batch batch = new Batch(1, 4, 2, 0);
        RandomStream random = new RandomStream(1, Purpose.TIME_NOISE);
        boolean capped = false;
        for (int draw = 0; draw < 100; draw++) {
            batch.set(0, example(9), 1, random);
            assertThat(times(batch)).isSortedAccordingTo((a, b) -> b - a);
            assertThat(times(batch)[0]).isLessThanOrEqualTo(4);
            capped |= times(batch)[1] == 4;
        }
        assertThat(capped).isTrue();
    }

    /** First how many are mixed in, each number alike; then which times are left out, each choice alike. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void every_choice_of_times_is_equally_likely_for_each_number_of_empty_memories(long seed) {
        int draws = 60_000;
        Batch batch = new Batch(1, 10, 2, 0);
        Map<String, Integer> counts = new HashMap<>();
        for (int draw = 0; draw < draws; draw++) {
            batch.set(
                    0, example(3), 0.5, new RandomStream(seed, Purpose.TIME_NOISE).reset(Purpose.TIME_NOISE, draw, 0));
            counts.merge(Arrays.toString(Arrays.copyOf(times(batch), 3)), 1, Integer::sum);
        }

        // 3 sentences and 0, 1 or 2 empty memories: 1 of 1, 4 of 4 and 10 of 10 choices, a third each
        assertThat(counts).hasSize(10);
        assertThat(share(counts, draws, "[3, 2, 1]")).isCloseTo(1 / 3.0 + 1 / 12.0 + 1 / 30.0, within(0.008));
        assertThat(share(counts, draws, "[4, 3, 2]")).isCloseTo(1 / 12.0 + 1 / 30.0, within(0.006));
        assertThat(share(counts, draws, "[4, 2, 1]")).isCloseTo(1 / 12.0 + 1 / 30.0, within(0.006));
        assertThat(share(counts, draws, "[5, 4, 3]")).isCloseTo(1 / 30.0, within(0.004));
        assertThat(share(counts, draws, "[5, 2, 1]")).isCloseTo(1 / 30.0, within(0.004));
    }

    private static double share(Map<String, Integer> counts, int draws, String times) {
        return (double) counts.getOrDefault(times, 0) / draws;
    }

    private static EncodedExample example(int sentences) {
        int[][] story = new int[sentences][];
        Arrays.setAll(story, i -> new int[] {i + 1});
        return new EncodedExample(story, new int[] {1}, 1);
    }

    private static int[] words(Batch batch) {
        return batch.tensors().get(0).ints();
    }

    private static int[] times(Batch batch) {
        return batch.tensors().get(1).ints();
    }

    private static int[] question(Batch batch) {
        return batch.tensors().get(2).ints();
    }

    private static int[] answers(Batch batch) {
        return batch.tensors().get(3).ints();
    }
}
