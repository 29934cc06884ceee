package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

class RecordsTest {
    @TempDir
    Path directory;

    record Inner(double meanLoss, boolean isLast) {}

    record Outer(int count, long bigNumber, String name, List<Inner> inner, Map<String, String> texts) {
        Outer {
            if (count < 0) {
                throw new IllegalArgumentException("count is " + count + "; expected 0 or more");
            }
        }
    }

    private static final String RIGHT = "{\"count\":1,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{}}";

    @Test
    void a_record_is_read_as_it_was_written() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("z", "\"quoted\" \n");
        texts.put("a", "ä\uD83D\uDE00");
        Outer outer = new Outer(
                Integer.MAX_VALUE,
                Long.MIN_VALUE,
                "",
                List.of(new Inner(0.1, true), new Inner(Double.NaN, false), new Inner(-Double.MIN_VALUE, false)),
                texts);

        assertThat(Records.read(Records.write(outer), Outer.class, "test")).isEqualTo(outer);
        assertThat(Records.read(Records.writeLine(outer), Outer.class, "test")).isEqualTo(outer);
    }

    @Test
    void keys_are_in_snake_case_on_lines_of_their_own() {
        assertThat(Records.write(new Inner(0.5, true)))
                .isEqualTo("{\n  \"mean_loss\" : 0.5,\n  \"is_last\" : true\n}\n");
        assertThat(Records.writeLine(new Inner(0.5, true))).isEqualTo("{\"mean_loss\":0.5,\"is_last\":true}");
    }

    record Newer(String name, Optional<Double> added) {}

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"n\"}", "{\"name\":\"n\",\"added\":null}"})
    void what_is_optional_may_be_missing_as_in_a_file_of_an_older_version(String json) {
        assertThat(Records.read(json, Newer.class, "test")).isEqualTo(new Newer("n", Optional.empty()));
        assertThatThrownBy(() -> Records.read("{\"added\":1.5}", Newer.class, "test"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{}}",
                "null",
                "7",
                "[]",
                "{\"count\":1,\"big_number\":2,\"name\":\"n\",\"inner\":[]}",
                "{\"count\":1,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":null}",
                "{\"count\":null,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{}}",
                "{\"count\":1,\"big_number\":2,\"name\":\"n\",\"inner\":[null],\"texts\":{}}",
                "{\"count\":1,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{\"a\":null}}",
                "{\"count\":1,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{},\"more\":1}",
                "{\"count\":1,\"count\":1,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{}}",
                "{\"count\":1.5,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{}}",
                "{\"count\":\"1\",\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{}}",
                "{\"count\":2147483648,\"big_number\":2,\"name\":\"n\",\"inner\":[],\"texts\":{}}",
                "{\"count\":1,\"big_number\":9223372036854775808,\"name\":\"n\",\"inner\":[],\"texts\":{}}",
                "{\"count\":1,\"big_number\":2,\"name\":3,\"inner\":[],\"texts\":{}}",
                RIGHT + "{",
                RIGHT + " 1"
            })
    void anything_else_is_a_format_error(String json) {
        assertThatThrownBy(() -> Records.read(json, Outer.class, "a.json"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("a.json:1: not a valid Outer: ");
    }

    @Test
    void what_a_record_itself_refuses_is_a_format_error_on_its_line() {
        assertThatThrownBy(() -> Records.read("\n" + RIGHT.replace("1", "-1"), Outer.class, "a.json"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("a.json:2: ")
                .hasMessageContaining("count is -1; expected 0 or more");
    }

    @Test
    void nesting_without_end_is_a_format_error() {
        assertThatThrownBy(() -> Records.read("{\"inner\":".repeat(100_000), Outer.class, "a.json"))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> Records.read("[".repeat(100_000), Outer.class, "a.json"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void a_file_is_named_in_the_error() throws IOException {
        Path file = Files.writeString(directory.resolve("r.json"), RIGHT);
        assertThat(Records.read(file, Outer.class).name()).isEqualTo("n");

        Files.writeString(file, "{");
        assertThatThrownBy(() -> Records.read(file, Outer.class))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file + ":1: ");
        Files.delete(file);
        assertThatThrownBy(() -> Records.read(file, Outer.class)).isInstanceOf(StorageException.class);
    }

    @Test
    void a_file_that_is_longer_than_any_record_is_refused() throws IOException {
        Path file = directory.resolve("r.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 33);
        }

        assertThatThrownBy(() -> Records.read(file, Outer.class))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("expected the file to end before");
    }
}
