package org.memhop.tasks.kb.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

class KbReaderTest {
    @TempDir
    Path directory;

    @Test
    void triples_are_lines_of_three_words_or_of_three_fields_parted_by_tabs() throws IOException {
        Path file = write("""
                # films

                Blade_Runner directed_by Ridley_Scott
                Blade Runner\tdirected by\t Harrison  Ford\r
                  kes   directed_by ken_loach
                """);

        assertThat(new KbReader().triples(file))
                .containsExactly(
                        new Triple("blade_runner", "directed_by", "ridley_scott"),
                        new Triple("blade_runner", "directed_by", "harrison_ford"),
                        new Triple("kes", "directed_by", "ken_loach"));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_name() throws IOException {
        assertThat(new KbReader().triples(write("\uFEFFkes directed_by ken_loach\n")))
                .containsExactly(new Triple("kes", "directed_by", "ken_loach"));
    }

    @Test
    void questions_are_words_and_an_answer_after_a_tab() throws IOException {
        Path file = write("# asked\nWho directed Kes ?\tKen Loach\nwho wrote kes?\tbarry_hines\n");

        assertThat(new KbReader().questions(file, "kes"::equals))
                .containsExactly(
                        new KbQuestion(List.of("who", "directed", "kes"), "ken_loach"),
                        new KbQuestion(List.of("who", "wrote", "kes"), "barry_hines"));
    }

    @ParameterizedTest
    @CsvSource({
        "kes directed_by, 2 words in \"kes directed_by\"",
        "kes directed by ken_loach, 4 words",
        "kes|directed_by, 2 fields parted by tabs",
        "kes||ken loach, an empty field",
        "kes directed_by k\u0007en, control character U+0007 at column 18",
    })
    void a_line_that_is_no_triple_is_named(String line, String found) throws IOException {
        Path file = write("# one\na b c\n" + line.replace('|', '\t') + "\n");

        assertThatThrownBy(() -> new KbReader().triples(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ":3: found ")
                .hasMessageContaining(found)
                .hasMessageContaining("; expected ");
    }

    @ParameterizedTest
    @CsvSource({
        "who directed kes ?, 0 tabs",
        "who directed kes ?|a|b, 2 tabs",
        "?|ken_loach, no question",
        "who directed kes ?|, no answer",
        "who directed it ?|ken_loach, a question that names no subject of a triple",
    })
    void a_line_that_is_no_question_is_named(String line, String found) throws IOException {
        Path file = write("who directed kes ?\tken_loach\n" + line.replace('|', '\t') + "\n");

        assertThatThrownBy(() -> new KbReader().questions(file, "kes"::equals))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ":2: found " + found)
                .hasMessageContaining("; expected ");
    }

    @Test
    void a_file_without_a_line_that_says_something_is_refused() throws IOException {
        Path file = write("# nothing\n\n");

        assertThatThrownBy(() -> new KbReader().triples(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("found no triple");
        assertThatThrownBy(() -> new KbReader().questions(file, word -> true))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("found no question");
    }

    @Test
    void a_file_that_is_larger_than_the_limits_is_refused() throws IOException {
        Path file = write("a b c\n# d\n\nd e f\ng h i\n");

        assertThatThrownBy(() -> new KbReader(new ReadLimits(100, 2)).triples(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(":5: found more than 2 lines");
        assertThatThrownBy(() -> new KbReader(new ReadLimits(10, 9)).triples(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("byte 10");
        assertThat(new KbReader(new ReadLimits(100, 3)).triples(file)).hasSize(3);
    }

    @Test
    void a_file_that_is_not_there_is_a_storage_error() {
        assertThatThrownBy(() -> new KbReader().triples(directory.resolve("none.txt")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none.txt");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("kb.txt"), text);
    }
}
