package org.memhop.tasks.babi.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

class BabiReaderTest {
    private static final String VALID = """
            1 Mary moved to the bathroom.
            2 John got the apple there.
            3 Where is Mary? \tbathroom\t1
            4 John got the milk.
            5 What is John carrying? \tapple,milk\t2 4
            1 The office is north of the kitchen.
            2 What is north of the kitchen?\toffice\t1
            """;

    @Test
    void words_are_lower_cased_and_the_closing_mark_is_dropped() {
        List<BabiStory> stories = read(VALID);

        assertThat(stories).hasSize(2);
        assertThat(stories.get(0).lines().get(0))
                .isEqualTo(new Statement(1, List.of("mary", "moved", "to", "the", "bathroom")));
        assertThat(stories.get(0).lines().get(2))
                .isEqualTo(new Query(3, List.of("where", "is", "mary"), "bathroom", List.of(1)));
    }

    @Test
    void a_list_of_several_things_is_one_answer() {
        Query query = read(VALID).get(0).queries().get(1);

        assertThat(query.answer()).isEqualTo("apple,milk");
        assertThat(query.supporting()).containsExactly(2, 4);
    }

    @Test
    void the_story_of_a_question_is_the_statements_before_it_and_no_questions() {
        BabiStory story = read(VALID).get(0);

        assertThat(story.statementsBefore(5)).extracting(Statement::id).containsExactly(1, 2, 4);
        assertThat(story.statementsBefore(3)).extracting(Statement::id).containsExactly(1, 2);
        assertThat(story.statements()).extracting(Statement::id).containsExactly(1, 2, 4);
    }

    @Test
    void line_ends_of_windows_a_byte_order_mark_and_blank_lines_change_nothing() {
        String windows = "\uFEFF" + VALID.replace("\n", "\r\n\r\n");

        assertThat(read(windows)).isEqualTo(read(VALID));
    }

    @Test
    void the_last_line_may_lack_its_line_end() {
        assertThat(read(VALID.stripTrailing())).isEqualTo(read(VALID));
    }

    @Test
    void supporting_ids_and_the_closing_mark_may_be_absent() {
        List<BabiLine> lines =
                read("1 Mary slept\n2 Who slept ? \tMary\n").get(0).lines();

        assertThat(lines)
                .containsExactly(
                        new Statement(1, List.of("mary", "slept")),
                        new Query(2, List.of("who", "slept"), "mary", List.of()));
    }

    @Test
    void a_question_may_stand_before_any_statement() {
        BabiStory story = read("1 Is water wet?\tyes\n").get(0);

        assertThat(story.statementsBefore(1)).isEmpty();
        assertThat(story.queries()).hasSize(1);
    }

    @Test
    void letters_outside_ascii_are_kept() {
        assertThat(read("1 Zoë läuft.\n").get(0).lines().get(0).words()).containsExactly("zoë", "läuft");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Mary moved. | stories.txt:1: the line begins with \"Mary\"; expected its number",
                "x1 Mary moved. | the line begins with \"x1\"",
                "1Mary moved. | the line begins with \"1Mary\"",
                "-1 Mary moved. | the line begins with \"-1\"",
                "2 Mary moved. | stories.txt:1: the line is numbered \"2\"; expected 1, which begins a story",
                "0 Mary moved. | the line is numbered \"0\"",
                "99999999999 Mary moved. | the line is numbered \"99999999999\"",
                "1 A b.¶3 C d. | stories.txt:2: the line is numbered \"3\"; expected 2, or 1 to begin a new story",
                "1 A b.¶2 C d.¶2 E f. | stories.txt:3: the line is numbered \"2\"; expected 3",
                "1 | nothing follows the number 1",
                "1 . | the statement has no words",
                "1 A b.¶2 Where is A? | stories.txt:2: the answer is missing after \"Where is A?\"; expected a question line",
                "1 A b.¶2 Where is A?→ | the answer is empty after \"Where is A?\"",
                "1 A b.¶2 Where is A?→ →1 | the answer is empty",
                "1 A b.¶2 ?→b→1 | the question has no words",
                "1 A b.¶2 Where is A?→b→1→c | 4 fields parted by tabs",
                "1 A b.¶2 Where is A?→b→2 | supporting fact \"2\" of question 2; expected the number of a statement",
                "1 A b.¶2 Where is A?→b→0 | supporting fact \"0\"",
                "1 A b.¶2 Where is A?→b→one | supporting fact \"one\"",
                "1 A b.¶2 Where is A?→b→1 99999999999 | supporting fact \"99999999999\"",
                "1 A b.¶2 Where?→b→1¶3 Where?→b→2 | stories.txt:3: supporting fact \"2\" of question 3",
                "1 A b.¶1 Where is A?→b→1 | stories.txt:2: supporting fact \"1\" of question 1",
                "1 A\u0000b. | control character U+0000 at column 4",
                "1 A b.\r2 C d.\r | control character U+000D at column 7",
            })
    void a_fault_is_told_with_its_line_what_was_found_and_what_was_expected(String text, String message) {
        String file = text.replace('¶', '\n').replace('→', '\t');

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("stories.txt:")
                .hasMessageContaining(message)
                .hasMessageContaining("; expected ");
    }

    @ParameterizedTest
    @CsvSource({"''", "' \n\n'"})
    void an_empty_file_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("stories.txt: the file is empty; expected numbered lines");
    }

    @Test
    void a_byte_that_is_not_utf_8_is_told_with_line_and_offset() {
        byte[] latin1 = "1 A b.\n2 Zo\u00EB runs.\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(latin1))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("stories.txt:2: byte 0xEB at offset 11 of the file is not UTF-8; expected");
    }

    @Test
    void a_character_cut_off_at_the_end_is_not_utf_8() {
        byte[] cut = {'1', ' ', 'a', (byte) 0xC3};

        assertThatThrownBy(() -> read(cut)).hasMessageContaining("byte 0xC3 at offset 3 of the file is not UTF-8");
    }

    @Test
    void an_endless_line_is_refused_before_it_is_held() {
        EndlessLine gigabyte = new EndlessLine(1_000_000_000L);

        assertThatThrownBy(() -> new BabiReader().read(gigabyte, "big.txt"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("big.txt:1: the line is longer than 65536 bytes; expected");
        assertThat(gigabyte.given).isLessThan(100_000);
    }

    @Test
    void a_line_may_be_as_long_as_the_limit_and_no_longer() throws IOException {
        BabiReader reader = new BabiReader(new ReadLimits(10, 9, 9));

        assertThat(reader.read(stream("1 abcdefgh\r\n"), "x")).hasSize(1);
        assertThatThrownBy(() -> reader.read(stream("1 abcdefghi\n"), "x"))
                .hasMessageContaining("longer than 10 bytes");
    }

    @Test
    void lines_and_stories_are_bounded() throws IOException {
        BabiReader threeLines = new BabiReader(new ReadLimits(99, 3, 9));
        BabiReader twoStories = new BabiReader(new ReadLimits(99, 9, 2));

        assertThat(threeLines.read(stream("1 a\n2 b\n3 c\n"), "x")).hasSize(1);
        assertThatThrownBy(() -> threeLines.read(stream("1 a\n2 b\n3 c\n4 d\n"), "x"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("x:4: more than 3 lines");
        assertThat(twoStories.read(stream("1 a\n1 b\n"), "x")).hasSize(2);
        assertThatThrownBy(() -> twoStories.read(stream("1 a\n1 b\n1 c\n"), "x"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("x:3: more than 2 stories");
    }

    @Test
    void what_was_found_is_told_in_brief() {
        assertThatThrownBy(() -> read("x".repeat(5000)))
                .isInstanceOf(FormatException.class)
                .message()
                .hasSizeLessThan(250);
    }

    @Test
    void random_damage_is_read_or_refused_and_nothing_else() {
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = VALID.getBytes(StandardCharsets.UTF_8);
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(damaged)).isNotEmpty();
            } catch (FormatException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("stories.txt:").contains("; expected ");
            }
        }
        assertThat(refused).isBetween(5_000, 19_000);
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path directory) {
        assertThatThrownBy(() -> new BabiReader().read(directory.resolve("none.txt")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none.txt: there is no such file; expected");
        assertThatThrownBy(() -> new BabiReader().read(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void errors_of_a_file_name_its_path(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("mine.txt"), "1 A b.\n2 Where is A?\n");

        assertThatThrownBy(() -> new BabiReader().read(file)).hasMessageStartingWith(file + ":2: ");
    }

    private static List<BabiStory> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<BabiStory> read(byte[] bytes) {
        try {
            return new BabiReader().read(new ByteArrayInputStream(bytes), "stories.txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One line of many bytes, made as it is read. */
    private static final class EndlessLine extends InputStream {
        private final long length;
        private long given;

        EndlessLine(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return given++ == 0 ? '1' : given <= length ? ' ' : -1;
        }

        @Override
        public int read(byte[] into, int from, int count) {
            int n = (int) Math.min(count, length - given);
            for (int i = 0; i < n; i++) {
                into[from + i] = (byte) read();
            }
            return n == 0 ? -1 : n;
        }
    }
}
