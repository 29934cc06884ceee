package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

class MetricsLogTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void setUp() {
        file = directory.resolve("metrics.jsonl");
    }

    @Test
    void each_line_is_one_JSON_object_with_the_values_in_order() throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", 0.25);
        values.put("error", 12.5);
        try (MetricsLog log = MetricsLog.open(file, 0)) {
            log.append(new MetricsLog.Line(100, values));
            assertThat(file)
                    .as("written before the log is closed")
                    .hasContent("{\"step\":100,\"loss\":0.25,\"error\":12.5}\n");
            log.append(line(200, 0.125));
        }

        assertThat(MetricsLog.read(file)).containsExactly(new MetricsLog.Line(100, values), line(200, 0.125));
    }

    @Test
    void values_that_are_not_finite_come_back() {
        Map<String, Double> values = Map.of(
                "a", Double.NaN, "b", Double.POSITIVE_INFINITY, "c", Double.NEGATIVE_INFINITY, "d", Double.MIN_VALUE);
        try (MetricsLog log = MetricsLog.open(file, 0)) {
            log.append(new MetricsLog.Line(1, values));
        }

        assertThat(MetricsLog.read(file)).containsExactly(new MetricsLog.Line(1, values));
        assertThat(file).content().contains("\"NaN\"", "\"Infinity\"", "\"-Infinity\"");
    }

    @Test
    void a_resumed_run_drops_the_lines_after_its_checkpoint_and_goes_on_from_there() {
        try (MetricsLog log = MetricsLog.open(file, 0)) {
            for (int step = 10; step <= 50; step += 10) {
                log.append(line(step, step));
            }
        }
        try (MetricsLog log = MetricsLog.open(file, 30)) {
            log.append(line(40, -40));
        }

        assertThat(MetricsLog.read(file)).containsExactly(line(10, 10), line(20, 20), line(30, 30), line(40, -40));
    }

    @Test
    void a_new_run_starts_with_an_empty_log() throws IOException {
        Files.writeString(file, "{\"step\":10,\"loss\":1}\n");
        MetricsLog.open(file, 0).close();

        assertThat(file).isEmptyFile();
    }

    @Test
    void a_last_line_cut_off_anywhere_is_left_out_and_overwritten() throws IOException {
        String whole = "{\"step\":1,\"loss\":0.5}\n";
        String torn = "{\"step\":2,\"loss\":0.5}";
        for (int length = 0; length <= torn.length(); length++) {
            Files.writeString(file, whole + torn.substring(0, length));
            assertThat(MetricsLog.read(file)).containsExactly(line(1, 0.5));
            try (MetricsLog log = MetricsLog.open(file, 5)) {
                log.append(line(2, 2));
            }
            assertThat(MetricsLog.read(file)).containsExactly(line(1, 0.5), line(2, 2));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"loss\":1}|an integer \"step\"",
                "{\"step\":1.5}|an integer \"step\"",
                "{\"step\":99999999999999999999}|an integer \"step\"",
                "{\"step\":1,\"loss\":null}|\"loss\" is null; expected a number",
                "{\"step\":1,\"loss\":\"high\"}|\"loss\" is \"high\"",
                "{\"step\":1,\"step\":2}|Duplicate",
                "{\"step\":1} {}|malformed JSON",
                "{\"step\":1|malformed JSON",
                "[1]|a JSON object",
                "``|a JSON object",
            })
    void a_malformed_line_is_named_with_its_number_and_byte(String bad, String expected) throws IOException {
        Files.writeString(file, "{\"step\":1}\n" + bad + "\n");

        for (Runnable reading : new Runnable[] {() -> MetricsLog.read(file), () -> MetricsLog.open(file, 9)}) {
            assertThatThrownBy(reading::run)
                    .isInstanceOf(FormatException.class)
                    .hasMessageMatching("(?s).*metrics\\.jsonl:2: byte (1[1-9]|2\\d|3\\d): .*")
                    .hasMessageContaining(expected);
        }
    }

    @Test
    void step_is_not_the_name_of_a_value() {
        assertThatThrownBy(() -> new MetricsLog.Line(1, Map.of("step", 1.0))).hasMessageContaining("step");
    }

    @Test
    void a_log_that_cannot_be_used_is_a_storage_error() {
        assertThatThrownBy(() -> MetricsLog.read(file)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> MetricsLog.open(directory.resolve("none/metrics.jsonl"), 0))
                .isInstanceOf(StorageException.class);
        MetricsLog closed = MetricsLog.open(file, 0);
        closed.close();
        assertThatThrownBy(() -> closed.append(line(1, 1))).isInstanceOf(StorageException.class);
    }

    private static MetricsLog.Line line(long step, double loss) {
        return new MetricsLog.Line(step, Map.of("loss", loss));
    }
}
