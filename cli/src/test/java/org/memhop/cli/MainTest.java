package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.model.ComponentProvider;
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
                .contains(
                        "train",
                        "answer",
                        "evaluate",
                        "reproduce",
                        "generate",
                        "score",
                        "attend",
                        "components",
                        "backends",
                        "compare",
                        "generate-completion")
                .contains("memhop train babi")
                .contains("130");
    }

    @Test
    void every_command_has_help_of_its_own() {
        for (String command : List.of(
                "train",
                "answer",
                "evaluate",
                "reproduce",
                "generate",
                "score",
                "attend",
                "components",
                "backends",
                "compare")) {
            Program.Outcome outcome = Program.run(command, "--help");
            assertThat(outcome.status()).as(command).isZero();
            assertThat(outcome.out()).startsWith("Usage: memhop " + command).contains("--help");
        }
    }

    @Test
    void every_kind_of_generate_has_help_of_its_own() {
        assertThat(Program.run("generate", "text", "--help").out())
                .startsWith("Usage: memhop generate text")
                .contains("--temperature");
        assertThat(Program.run("generate", "babi", "--help").out()).contains("--questions");
        assertThat(Program.run("generate").status()).isEqualTo(2);
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
        Path file = Files.writeString(directory.resolve("s.txt"), "1 A b.\n2 Where is a?\n");

        Program.Outcome outcome = Program.run("train", "babi", "--data", file, "--run", directory.resolve("r"));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("memhop: " + file + ":2: ").doesNotContain("Exception");
    }

    @Test
    void components_are_shown_by_the_setting_that_chooses_them_with_what_each_is() {
        Program.Outcome outcome = Program.run("components");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines().get(1)).startsWith("memory ");
        assertThat(outcome.out()).contains("encoding").containsPattern("entity +slots of its own, written while");
        JsonNode json = JsonMapper.shared()
                .readTree(Program.run("components", "--json").out())
                .get("components");
        Set<String> settings = new LinkedHashSet<>();
        json.forEach(component -> settings.add(component.get("setting").asString()));
        assertThat(settings).containsExactly("memory", "encoding", "controller", "hop", "halting", "output");
        assertThat(json).hasSameSizeAs(ServiceLoader.load(ComponentProvider.class));
        for (String setting : settings) {
            assertThat(Program.run("train", "--help").out()).contains("--" + setting + "=ID");
        }
        assertThat(Program.run("train", "--help").out()).contains("All there are: memhop components.");
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

    @Test
    void one_backend_may_be_asked_about_alone() {
        Program.Outcome outcome = Program.run("backends", "reference");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("reference: available")
                .doesNotContain("jvm")
                .doesNotContain("Task");
        assertThat(Program.run("backends", "tensorflow").status()).isEqualTo(5);
        assertThat(Program.run("backends", "tensorflow").err())
                .startsWith("memhop: there is no backend \"tensorflow\"\n")
                .contains("memhop --backends DIR");
    }

    @Test
    void a_device_is_an_option_of_the_backend_and_refused_by_one_that_has_no_choice() {
        Program.Outcome outcome = Program.run("backends", "reference", "--device", "gpu:0");

        assertThat(outcome.out()).contains("reference: cannot run here").contains("device");
        assertThat(Program.run("backends", "--device", "gpu:0", "--backend-option", "device=cpu")
                        .err())
                .startsWith("memhop: --device is gpu:0 and --backend-option device is cpu; ");
    }

    @Test
    void a_backend_comes_from_a_folder_named_before_the_command_or_in_the_environment() throws IOException {
        Path folder = strangersFolder("stranger");
        Program.Outcome flag = Program.run("--backends", folder, "backends", "stranger");
        Program.Outcome variable = new Program()
                .inEnvironment(Map.of("MEMHOP_BACKENDS", File.pathSeparator + directory))
                .with("backends", "stranger");

        assertThat(flag.status()).as(flag.err()).isZero();
        assertThat(flag.out())
                .contains("stranger: available")
                .containsPattern("found in +" + Pattern.quote(folder.toRealPath() + File.separator));
        assertThat(variable.out()).contains("stranger: available");
    }

    @Test
    void a_folder_of_backends_that_is_not_there_is_named_with_where_it_was_named() {
        Path missing = directory.resolve("missing");

        Program.Outcome flag = Program.run("--backends", missing, "backends");
        Program.Outcome variable = new Program()
                .inEnvironment(Map.of("MEMHOP_BACKENDS", missing.toString()))
                .with("backends");

        assertThat(flag.status()).isEqualTo(4);
        assertThat(flag.err()).startsWith("memhop: " + missing + ": found nothing; expected a folder with the jars");
        assertThat(variable.status()).isEqualTo(4);
        assertThat(variable.err())
                .startsWith(
                        "memhop: the environment variable MEMHOP_BACKENDS names " + missing + ", which is no folder");
        assertThat(new Program()
                        .inEnvironment(Map.of("MEMHOP_BACKENDS", missing.toString()))
                        .with("--help")
                        .status())
                .isZero();
    }

    @Test
    void folders_of_backends_after_the_command_are_told_to_go_before_it() {
        assertThat(Program.run("backends", "--backends", directory).err())
                .contains("--backends DIR goes before the command: ./memhop --backends DIR backends");
    }

    /** A folder with one jar, in it a backend of this id that can run. */
    private Path strangersFolder(String id) throws IOException {
        Path source = Files.writeString(directory.resolve("Stranger.java"), """
                import org.memhop.api.backend.*;
                public final class Stranger implements BackendProvider {
                    public String id() { return "%s"; }
                    public Availability probe(BackendConfig c) { return new Availability.Available(java.util.Map.of()); }
                    public Backend open(BackendConfig c) { throw new IllegalStateException(); }
                }
                """.formatted(id));
        String classPath = System.getProperty("java.class.path");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", classPath, source.toString()))
                .isZero();
        Path folder = Files.createDirectories(directory.resolve("backend"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("stranger.jar")))) {
            jar.putNextEntry(new JarEntry("Stranger.class"));
            jar.write(Files.readAllBytes(directory.resolve("Stranger.class")));
            jar.putNextEntry(new JarEntry("META-INF/services/" + BackendProvider.class.getName()));
            jar.write("Stranger".getBytes(StandardCharsets.UTF_8));
        }
        return folder;
    }
}
