package org.memhop.tasks.lm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.task.Text;

class FileTextTest {
    @TempDir
    Path directory;

    @Test
    void each_line_is_a_sentence_and_ends_with_a_word_that_says_so() {
        assertThat(lines(" no it was n't \n it was N \n"))
                .containsExactly("no", "it", "was", "n't", "<eos>", "it", "was", "N", "<eos>");
    }

    @Test
    void a_stream_has_no_sentences() {
        assertThat(words(file(" anarchism originated\nas a\n"), TextFormat.STREAM))
                .containsExactly("anarchism", "originated", "as", "a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b\nc\n", "a b\nc", "a b\r\nc\r\n", "\uFEFFa b\nc\n", "\n \na\t b\n\n\n  c  \n\n", "a b\nc\r"})
    void line_ends_marks_blank_lines_and_white_space_change_nothing(String text) {
        assertThat(lines(text)).containsExactly("a", "b", "<eos>", "c", "<eos>");
    }

    @Test
    void words_of_other_scripts_and_their_spaces_are_read() {
        assertThat(lines("\uFEFFСөйлем 文\u3000字 a\u00A0b\n\u2003\n𝄞\n"))
                .containsExactly("Сөйлем", "文", "字", "a", "b", "<eos>", "𝄞", "<eos>");
    }

    @Test
    void a_text_can_be_read_again() {
        Text text = FileText.of(file("a b\n"), TextFormat.LINES);
        assertThat(words(text)).isEqualTo(words(text)).hasSize(3);
    }

    @Test
    void words_that_lie_across_two_chunks_stay_whole() {
        String text = "ab é ".repeat(30_000);
        assertThat(words(file(text), TextFormat.STREAM))
                .hasSize(60_000)
                .allMatch(word -> word.equals("ab") || word.equals("é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\uFEFF"})
    void a_file_without_words_is_refused(String text) {
        assertThatThrownBy(() -> lines(text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("text.txt: found no word in its bytes 0 to ")
                .hasMessageContaining("expected words");
    }

    @Test
    void a_byte_that_is_not_utf_8_is_named_by_line_and_offset() throws IOException {
        Path file = directory.resolve("text.txt");
        Files.write(file, "good\nbad b\u00E9te\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> words(file, TextFormat.LINES))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("text.txt:2: byte 0xE9 at offset 10 of the file is not UTF-8")
                .hasMessageContaining("convert the file");
    }

    @Test
    void a_character_that_is_cut_short_is_not_utf_8() throws IOException {
        Path file = directory.resolve("text.txt");
        Files.write(file, new byte[] {'a', (byte) 0xE2, (byte) 0x82});
        assertThatThrownBy(() -> words(file, TextFormat.STREAM))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("text.txt: byte 3: byte 0xE2 at offset 1");
    }

    @ParameterizedTest
    @CsvSource({"'a\nb \u0001', U+0001, 2, 4", "'a\rb', U+000D, 1, 1", "'\n\na\u007Fb', U+007F, 3, 3"})
    void control_characters_say_that_this_is_no_text(String text, String found, int line, int offset) {
        assertThatThrownBy(() -> lines(text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("text.txt:" + line + ": control character " + found + " at offset " + offset)
                .hasMessageContaining("expected plain text");
    }

    @Test
    void utf_16_is_no_text_that_can_be_read() throws IOException {
        Path file = directory.resolve("text.txt");
        Files.write(file, "word".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> words(file, TextFormat.LINES))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("control character U+0000 at offset 1");
    }

    @Test
    void a_word_without_end_is_refused_before_it_fills_the_memory() {
        assertThat(lines("a".repeat(4096))).hasSize(2);
        assertThatThrownBy(() -> lines("a\n" + "b".repeat(4097)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("text.txt:2: a word is longer than 4096 bytes");
    }

    @Test
    void a_line_without_end_is_no_sentence_but_may_be_a_stream() {
        Path file = file("a ".repeat(1 << 19) + " b c");
        assertThatThrownBy(() -> words(file, TextFormat.LINES))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("text.txt:1: the line is longer than 1048576 bytes")
                .hasMessageContaining("--task stream");
        assertThat(words(file, TextFormat.STREAM)).hasSize((1 << 19) + 2);
    }

    @Test
    void a_file_that_is_not_there_or_a_directory_cannot_be_read() {
        assertThatThrownBy(() -> FileText.of(directory.resolve("none"), TextFormat.LINES))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none: there is no such file; expected a readable file");
        assertThatThrownBy(() -> FileText.of(directory, TextFormat.LINES))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("it is a directory");
    }

    @Test
    void a_file_that_is_gone_by_the_time_it_is_read_says_so() throws IOException {
        FileText text = FileText.of(file("a"), TextFormat.LINES);
        Files.delete(text.file());
        assertThatThrownBy(() -> words(text))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no such file");
    }

    @ParameterizedTest
    @CsvSource({"'a b\nc\n', LINES", "'a b\nc', LINES", "' a b', STREAM", "'a b\n', STREAM", "'', STREAM"})
    void a_line_feed_that_something_follows_makes_lines(String text, TextFormat format) {
        assertThat(TextFormat.of(file(text))).isEqualTo(format);
    }

    @Test
    void the_format_of_a_file_that_is_not_there_cannot_be_told() {
        assertThatThrownBy(() -> TextFormat.of(directory.resolve("none"))).isInstanceOf(StorageException.class);
    }

    private List<String> lines(String text) {
        return words(file(text), TextFormat.LINES);
    }

    private static List<String> words(Path file, TextFormat format) {
        return words(FileText.of(file, format));
    }

    private static List<String> words(Text text) {
        List<String> words = new ArrayList<>();
        text.forEach(words::add);
        return words;
    }

    private Path file(String text) {
        try {
            return Files.writeString(directory.resolve("text.txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
