package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskRequest;

class FactsTaskProviderTest {
    @TempDir
    Path directory;

    @Test
    void rows_of_one_first_cell_are_a_story_and_each_cell_is_asked_for() throws IOException {
        Part part = load("""
                day,guard,gate,shift
                1,Anna,North Gate,early

                1,Ben,south,late
                2,Ben,north,late
                3,Ben,north,late
                4,Ben,north,late
                5,Ben,south,early
                """);

        List<List<String>> story = List.of(
                List.of("anna", "gate", "north-gate"),
                List.of("anna", "shift", "early"),
                List.of("ben", "gate", "south"),
                List.of("ben", "shift", "late"));
        assertThat(part.train().questions())
                .hasSize(4 + 3 * 2)
                .startsWith(
                        new Example(story, List.of("gate", "anna"), "north-gate"),
                        new Example(story, List.of("shift", "anna"), "early"));
        assertThat(part.test().questions())
                .extracting(Example::answer)
                .as("of the last fifth of the days")
                .containsExactly("south", "early");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        day,guard                    | facts.csv:1: found the columns day, guard; expected three or more different ones
        day,day,gate                 | facts.csv:1: found the columns day, day, gate; expected three or more different ones
        day,guard,gate\\n1,a         | facts.csv:2: found 2 cells; expected 3, one for each of day, guard, gate
        day,guard,gate\\n\\n1,,south | facts.csv:3: cell 2 is empty; expected a word
        day,guard,gate\\n1,a,"b      | facts.csv:2: found a quote; expected plain cells between commas
        day,guard,gate               | facts.csv: found no row; expected a line that names the columns
        day,guard,gate\\n1,a,b       | facts.csv: found 1 different cells in column day; expected 5 or more
        """)
    void what_is_wrong_in_a_file_is_told_with_its_line(String text, String message) {
        assertThatThrownBy(() -> load(text.replace("\\n", "\n")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void bytes_that_are_no_text_are_an_error() throws IOException {
        Path file = Files.write(directory.resolve("facts.csv"), "a,b,\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> FactsTable.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("expected a CSV file in UTF-8");
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> FactsTable.read(directory.resolve("none.csv")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none.csv: cannot be read");
    }

    @Test
    void without_a_file_there_is_nothing_to_learn() {
        FactsTaskProvider task = new FactsTaskProvider();
        assertThatThrownBy(() -> task.load(task.standard()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--data FILE");
    }

    private Part load(String csv) throws IOException {
        Path file = Files.writeString(directory.resolve("facts.csv"), csv);
        TaskRequest request = new TaskRequest("all", Optional.of(file), "facts", 0, 0);
        return new FactsTaskProvider().load(request).get(0).parts().get(0);
    }
}
