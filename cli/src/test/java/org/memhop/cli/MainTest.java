package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.TrainingException;
import org.memhop.cli.common.ExitCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MainTest {
    @TempDir
    Path directory;

    @Test
    void the_help_names_every_command_begins_with_examples_and_explains_the_status() {
        Program.Outcome outcome = Program.run("--help");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("train", "answer", "evaluate", "reproduce", "generate", "backends", "generate-completion")
                .contains("memhop train babi")
                .contains("130");
    }

    @Test
    void every_command_has_help_of_its_own() {
        for (String command : List.of("train", "answer", "evaluate", "reproduce", "generate", "backends")) {
            Program.Outcome outcome = Program.run(command, "--help");
            assertThat(outcome.status()).as(command).isZero();
            assertThat(outcome.out()).startsWith("Usage: memhop " + command).contains("--help");
        }
    }

    @Test
    void without_a_command_the_help_goes_where_errors_go() {
        Program.Outcome outcome = Program.run();

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("Usage: memhop").contains("memhop train babi");
    }

    @Test
    void the_version_names_java_as_well() {
        assertThat(Program.run("--version").out()).contains("memhop ").contains("Java " + Runtime.version());
    }

    @Test
    void a_command_that_does_not_exist_suggests_one_that_does() {
        Program.Outcome outcome = Program.run("trian");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("'trian'").contains("train").contains("./memhop --help");
    }

    @Test
    void completion_knows_flags_and_their_values() {
        String script = Program.run("generate-completion").out();

        assertThat(script).contains("--linear-start").contains("layer-wise").contains("complete -F");
    }

    @Test
    void every_error_has_its_status() {
        assertThat(List.of(
                        new ConfigException(""),
                        new FormatException(""),
                        new StorageException(""),
                        new BackendException(""),
                        new TrainingException(""),
                        new IllegalStateException()))
                .extracting(error -> ExitCode.of(error).code())
                .containsExactly(2, 3, 4, 5, 6, 1);
    }

    @Test
    void a_file_that_breaks_its_format_is_named_with_its_line_and_without_a_stack_trace() throws Exception {
        Path file = java.nio.file.Files.writeString(directory.resolve("s.txt"), "1 A b.\n2 Where is a?\n");

        Program.Outcome outcome = Program.run("train", "babi", "--data", file, "--run", directory.resolve("r"));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("memhop: " + file + ":2: ").doesNotContain("Exception");
    }

    @Test
    void backends_are_shown_with_where_they_are_and_what_they_run_on() {
        Program.Outcome outcome = Program.run("backends");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("jvm (the default): available")
                .contains("reference: available")
                .contains("vector")
                .contains("backend-jvm")
                .containsPattern("Task +babi ");
    }

    @Test
    void a_backend_that_cannot_run_says_why_and_what_to_do() {
        Program.Outcome outcome = Program.run("backends", "--backend-option", "vector=sideways", "--json");

        JsonNode backends = JsonMapper.shared().readTree(outcome.out()).get("backends");
        assertThat(backends.get(0).get("id").asString()).isEqualTo("jvm");
        assertThat(backends.get(0).get("available").asBoolean()).isFalse();
        assertThat(backends.get(0).get("reason").asString()).contains("sideways");
        assertThat(backends.get(0).get("remedy").asString()).isNotEmpty();
        assertThat(Program.run("backends", "--backend-option", "vector=sideways")
                        .out())
                .contains("jvm (the default): cannot run here")
                .contains("sideways");
    }
}
