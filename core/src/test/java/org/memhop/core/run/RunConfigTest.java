package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.ConfigException;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Settings;

class RunConfigTest {
    @TempDir
    Path directory;

    @Test
    void is_read_as_it_was_written() throws IOException {
        TaskRequest request =
                new TaskRequest("1,4-6", Optional.of(Path.of("/data/a b/größe")), "en-10k", 123, Long.MAX_VALUE);
        RunConfig config = new RunConfig(
                "babi",
                request,
                Toy.config("momentum", "1e-3", "seed", "9223372036854775807").settings());

        assertThat(RunConfig.read(write(config.toYaml()))).isEqualTo(config);
    }

    @Test
    void without_a_directory_of_data_there_is_no_such_key() throws IOException {
        RunConfig config = Toy.config();

        assertThat(config.toYaml()).doesNotContain("\ndata:");
        assertThat(RunConfig.read(write(config.toYaml())).request().data()).isEmpty();
    }

    @Test
    void every_setting_is_said() {
        List<String> lines = Toy.config().toYaml().lines().toList();

        Settings.all()
                .forEach(setting -> assertThat(lines)
                        .filteredOn(line -> line.startsWith(setting.name() + ": "))
                        .as(setting.name())
                        .hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hops: 2|hopps: 2|there is no setting \"hopps\"; did you mean hops?",
                "hops: 2|data-sed: 2|there is no setting \"data-sed\"; did you mean data-seed?",
                "hops: 2|hops: 0|setting hops: found \"0\"; expected a whole number from 1 to 100",
                "hops: 2|hops: two|setting hops: found \"two\"",
                "encoding: position-authors|encoding: ''|setting encoding",
                "questions: 40|questions: 2147483648|questions: found \"2147483648\"; expected a whole number from 0 to 2147483647",
                "questions: 40|questions: many|questions: found \"many\"",
                "data-seed: 7|data-seed: -1|data-seed: found \"-1\"",
                "set: en|data: \"a\\0b\"|data: found"
            })
    void a_key_or_a_value_that_cannot_be_is_named_with_its_line(String line, String wrong, String message)
            throws IOException {
        List<String> lines = Toy.config().toYaml().lines().toList();
        int place = lines.indexOf(line);
        assertThat(place).as("line of " + line).isNotNegative();
        String extra = wrong.startsWith("data: ") ? "\nset: en" : "";
        Path file = write(Toy.config().toYaml().replace("\n" + line + "\n", "\n" + wrong + extra + "\n"));

        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ":" + (place + 1) + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void no_choice_may_be_missing() throws IOException {
        List<String> lines = Toy.config()
                .toYaml()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        for (String left : lines) {
            String key = left.substring(0, left.indexOf(':'));
            Path file = write(String.join(
                    "\n", lines.stream().filter(line -> !line.equals(left)).toList()));

            assertThatThrownBy(() -> RunConfig.read(file))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(file + ": key " + key + " is missing");
        }
    }

    @Test
    void of_a_missing_setting_it_tells_what_a_run_had_that_is_older() throws IOException {
        String yaml = Toy.config().toYaml();
        Path file = write(yaml.replaceFirst("(?m)^learning-rate: .*\n", ""));

        assertThatThrownBy(() -> RunConfig.read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageEndingWith("; a run older than this setting had 0.01");
    }

    @Test
    void settings_of_a_user_change_those_there_were() {
        Settings base = Toy.config().settings();
        Settings changed = RunConfig.settings(Map.of("hops", "5"), base, "mine.yaml");

        assertThat(changed.whole("hops")).isEqualTo(5);
        assertThat(changed.with("hops", "2")).isEqualTo(base);
        assertThatThrownBy(() -> RunConfig.settings(Map.of("tsk", "5"), base, "mine.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("mine.yaml: there is no setting \"tsk\"; did you mean task?");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("config.yaml"), yaml);
    }
}
