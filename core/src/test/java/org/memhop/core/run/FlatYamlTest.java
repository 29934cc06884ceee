package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

class FlatYamlTest {
    @TempDir
    Path directory;

    @Test
    void values_are_texts_whatever_they_look_like() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), """
                # a comment
                hops: 3
                rate: 0.010 # another

                mask: true
                name: "a: b"
                other: 'it''s'
                nan: .nan
                hex: 0x1F
                big: 1_000
                """);

        assertThat(FlatYaml.read(file))
                .containsExactly(
                        entry("hops", "3"),
                        entry("rate", "0.010"),
                        entry("mask", "true"),
                        entry("name", "a: b"),
                        entry("other", "it's"),
                        entry("nan", ".nan"),
                        entry("hex", "0x1F"),
                        entry("big", "1_000"));
    }

    @Test
    void nothing_is_an_empty_configuration() {
        assertThat(FlatYaml.parse("", "c.yaml")).isEmpty();
        assertThat(FlatYaml.parse("# only this\n", "c.yaml")).isEmpty();
    }

    @Test
    void every_value_knows_its_line() {
        assertThat(FlatYaml.parse("# one\na: 1\n\nb: 2\n", "c.yaml"))
                .isEqualTo(Map.of("a", new FlatYaml.Entry("1", 2), "b", new FlatYaml.Entry("2", 4)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "hops: 3|hops: 4; 2; hops",
                "hops: 3|rates: {a: 1}; 2; a mapping",
                "hops: 3|rates:|  a: 1; 3; a mapping",
                "hops: 3|rates: [1, 2]; 2; a list",
                "hops: 3|rates:|- 1; 3; a list",
                "hops: 3|rate:; 2; no value",
                "hops: 3|rate: null; 2; no value",
                "hops: 3|rate: *a; 2; a reference",
                "hops: 3|<<: *a; 2; a reference",
                "hops: !!int 3; 1; a tag",
                "hops: !java.net.URL [x]; 1; a list",
                "!!map {hops: 3}; 1; a tag",
                "&x {hops: 3}; 1; an anchor",
                "&k hops: 3; 1; an anchor",
                "- hops; 1; a list",
                "hops; 1; \"hops\"",
                "hops: 3|---|rate: 4; 3; a mapping",
                "hops: 3|rate: \"; 3; unexpected end",
                "hops: 3|  rate: 4; 2; mapping values are not allowed",
                "? [a, b]|: 3; 1; not valid YAML",
                "hops: 3|\trate: 4; 2; not valid YAML",
                "{hops: 3; 2; not valid YAML"
            })
    void anything_but_keys_and_plain_values_is_refused_on_its_line(String text, int line, String found) {
        String yaml = text.replace('|', '\n') + "\n";

        assertThatThrownBy(() -> FlatYaml.parse(yaml, "c.yaml"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("c.yaml:" + line + ": ")
                .hasMessageContaining(found);
    }

    @Test
    void nesting_and_references_without_end_are_refused() {
        assertThatThrownBy(() -> FlatYaml.parse("a: " + "[".repeat(100_000), "c.yaml"))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> FlatYaml.parse("{".repeat(100_000), "c.yaml")).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> FlatYaml.parse("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "c.yaml"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void a_file_of_two_megabytes_is_not_read() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "# long\n".repeat(300_000) + "hops: 3\n");

        assertThatThrownBy(() -> FlatYaml.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": byte 1048576: expected the file to end before");
    }

    @Test
    void a_file_that_is_not_there_cannot_be_read() {
        assertThatThrownBy(() -> FlatYaml.read(directory.resolve("none.yaml")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a b",
                "true",
                "null",
                "NULL",
                "~",
                "",
                "-",
                "-1",
                "1-3,5",
                "# no comment",
                "key: value",
                "it's \"quoted\" \\ and back",
                "/data/größe/\uD83D\uDE00",
                "two\nlines\tand\r a \u0000 \u0085 \u2028 \uFEFF",
                "*a",
                "&a",
                "!t",
                "...",
                "---",
                "[1]"
            })
    void a_text_is_written_so_that_it_is_read_as_itself(String text) {
        assertThat(FlatYaml.parse("key: " + FlatYaml.scalar(text) + "\n", "c.yaml"))
                .isEqualTo(Map.of("key", new FlatYaml.Entry(text, 1)));
    }
}
