package org.memhop.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.benchmarks.yardstick.EncodedCorpus.Item;
import org.memhop.benchmarks.yardstick.FusedMemN2N.Sizes;
import org.memhop.tasks.babi.format.BabiDirectory;

class EncodedCorpusTest {
    @TempDir
    Path directory;

    @BeforeEach
    void write_a_task() throws IOException {
        Files.writeString(directory.resolve("qa1_tiny_train.txt"), """
                1 Mary went home.
                2 John sat.
                3 Where is Mary?\thome\t1
                4 Mary left.
                5 Where did John sit?\there\t2
                """);
        Files.writeString(directory.resolve("qa1_tiny_test.txt"), """
                1 Sandra went home.
                2 Where is Sandra?\thome\t1
                """);
    }

    @Test
    void sizes_count_every_word_of_both_files_a_time_word_for_each_slot_and_the_longest_sentence() {
        Sizes sizes = read(50).sizes(3, 20);

        // mary went home john sat where is left did sit here sandra, the null word, 3 time words
        assertThat(sizes).isEqualTo(new Sizes(3, 20, 12 + 1 + 3, 3, 5, 4));
    }

    @Test
    void a_question_sees_the_statements_before_it_oldest_first() {
        EncodedCorpus corpus = read(50);

        Item first = corpus.train().get(0);
        Item second = corpus.train().get(1);
        assertThat(first.filled()).isEqualTo(2);
        assertThat(first.story()).containsExactly(1, 2, 3, 0, 0, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(first.question()).containsExactly(6, 7, 1, 0);
        assertThat(first.answer()).isEqualTo(3);
        assertThat(second.filled()).isEqualTo(3);
    }

    @Test
    void the_oldest_sentences_give_way_when_the_memory_is_full() {
        EncodedCorpus corpus = read(1);

        assertThat(corpus.slots()).isEqualTo(1);
        assertThat(corpus.train().get(0).story()).containsExactly(4, 5, 0, 0, 0);
    }

    @Test
    void the_time_word_is_the_last_word_of_its_slot() {
        EncodedCorpus corpus = read(50);
        int[] story = new int[2 * 15];
        corpus.put(corpus.train().get(0), 1, story, new int[8], new int[2]);

        corpus.putTime(story, 1, 0, 2);

        assertThat(story).startsWith(new int[15]).endsWith(1, 2, 3, 0, 14, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private EncodedCorpus read(int capacity) {
        return EncodedCorpus.read(BabiDirectory.open(directory), List.of(1), capacity);
    }
}
