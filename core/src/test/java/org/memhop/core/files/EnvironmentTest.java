package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.StorageException;

class EnvironmentTest {
    @TempDir
    Path data;

    @Test
    void it_says_what_this_process_runs_on() {
        Environment here = Environment.capture("1.2.3", Map.of("id", "jvm"), Map.of("training", -7L), List.of());

        assertThat(here.memhop()).isEqualTo("1.2.3");
        assertThat(here.java()).contains(Runtime.version().toString().split("[-+]")[0]);
        assertThat(here.os()).contains(System.getProperty("os.arch"));
        assertThat(here.cores()).isPositive();
        assertThat(here.backend()).containsExactly(Map.entry("id", "jvm"));
        assertThat(here.seeds()).containsExactly(Map.entry("training", -7L));
        assertThat(here.data()).isEmpty();
    }

    @Test
    void each_data_file_is_named_with_its_SHA_256() throws IOException {
        Path first = Files.writeString(data.resolve("a.txt"), "abc");
        Path second =
                Files.writeString(Files.createDirectory(data.resolve("en")).resolve("b.txt"), "");

        Environment here = Environment.capture("1", Map.of(), Map.of(), List.of(data));

        // The digests of "abc" and of nothing are the examples of FIPS 180-4's test data.
        assertThat(here.data())
                .containsExactly(
                        Map.entry(first.toString(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                        Map.entry(
                                second.toString(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        assertThatThrownBy(() -> Environment.capture("1", Map.of(), Map.of(), List.of(data.resolve("none"))))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none");
    }

    @Test
    void it_is_written_as_JSON() {
        Environment there = new Environment(
                "0.1", "17", "Linux", 2, Map.of("id", "jvm"), Map.of("training", 5L), Map.of("a.txt", "00ff"));

        assertThat(there.toJson()).endsWith("}\n").doesNotContain("\r");
        assertThat(Json.compact(Json.parseObject(there.toJson().getBytes(StandardCharsets.UTF_8), "e", 0)))
                .isEqualTo(
                        "{\"memhop\":\"0.1\",\"java\":\"17\",\"os\":\"Linux\",\"cores\":2,\"backend\":{\"id\":\"jvm\"},"
                                + "\"seeds\":{\"training\":5},\"data\":{\"a.txt\":\"00ff\"}}");
    }
}
