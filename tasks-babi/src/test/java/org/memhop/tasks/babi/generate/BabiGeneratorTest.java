package org.memhop.tasks.babi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.tasks.babi.format.BabiReader;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.BabiWriter;
import org.memhop.tasks.babi.format.Statement;

class BabiGeneratorTest {
    private final BabiGenerator generator = new BabiGenerator();

    @Test
    void the_same_seed_gives_the_same_bytes_on_every_machine() throws IOException {
        StringWriter text = new StringWriter();
        for (int task = 1; task <= 20; task++) {
            new BabiWriter().write(generator.generate(task, 100, 1), text);
        }
        CRC32 sum = new CRC32();
        sum.update(text.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(sum.getValue()).isEqualTo(1383516971L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 18, 20})
    void another_seed_gives_other_stories(int task) {
        assertThat(generator.generate(task, 100, 1)).isNotEqualTo(generator.generate(task, 100, 2));
    }

    @Test
    void each_task_has_its_own_stories() {
        List<BabiStory> six = generator.generate(6, 100, 1);
        List<BabiStory> eight = generator.generate(8, 100, 1);

        assertThat(six.get(0).lines().get(0)).isInstanceOf(Statement.class);
        assertThat(six.stream().map(story -> story.lines().get(0)).toList())
                .isNotEqualTo(eight.stream().map(story -> story.lines().get(0)).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 15, 17, 20})
    void there_are_exactly_as_many_questions_as_asked_for(int task) {
        for (int questions : new int[] {1, 3, 7, 1000}) {
            List<BabiStory> stories = generator.generate(task, questions, 1);

            assertThat(stories.stream()
                            .mapToInt(story -> story.queries().size())
                            .sum())
                    .isEqualTo(questions);
        }
    }

    @Test
    void fewer_questions_are_the_first_of_more() {
        List<BabiStory> few = generator.generate(2, 50, 1);

        assertThat(generator.generate(2, 100, 1)).startsWith(few.toArray(BabiStory[]::new));
    }

    @Test
    void what_cannot_be_generated_is_refused() {
        assertThatThrownBy(() -> generator.generate(21, 1, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no bAbI task 21");
        assertThatThrownBy(() -> generator.generate(1, 0, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage("cannot generate 0 questions; expected at least 1");
    }

    @Test
    void all_tasks_survive_writing_and_reading(@TempDir Path directory) {
        Path file = directory.resolve("task.txt");
        for (int task = 1; task <= 20; task++) {
            List<BabiStory> stories = generator.generate(task, 200, 5);
            new BabiWriter().write(stories, file);

            assertThat(new BabiReader().read(file)).isEqualTo(stories);
        }
    }

    @Test
    void the_random_stream_is_that_of_split_mix_64() {
        SplitMix64 ours = new SplitMix64(1234567);
        SplittableRandom theirs = new SplittableRandom(1234567);

        for (int i = 0; i < 1000; i++) {
            assertThat(ours.next()).isEqualTo(theirs.nextLong());
        }
    }

    @Test
    void bounded_draws_are_uniform() {
        SplitMix64 random = new SplitMix64(1);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[random.below(6)]++;
        }

        assertThat(counts).doesNotContain(0);
        // Five standard deviations of a binomial count.
        assertThat(IntStream.of(counts)).allSatisfy(count -> assertThat(count).isBetween(9_540, 10_460));
    }

    @Test
    void a_cycle_leaves_nothing_in_its_place_and_a_shuffle_may() {
        SplitMix64 random = new SplitMix64(1);
        int kept = 0;
        for (int i = 0; i < 100; i++) {
            List<Integer> cycled = new ArrayList<>(List.of(0, 1, 2, 3));
            random.cycle(cycled);
            List<Integer> shuffled = new ArrayList<>(List.of(0, 1, 2, 3));
            random.shuffle(shuffled);

            for (int place = 0; place < 4; place++) {
                assertThat(cycled.get(place)).isNotEqualTo(place);
                kept += shuffled.get(place) == place ? 1 : 0;
            }
        }
        assertThat(kept).isBetween(60, 140);
    }
}
