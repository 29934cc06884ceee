package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.backend.BackendProvider;
import org.memhop.backend.reference.ReferenceBackendProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(TrainedRun.class)
class CompareCommandTest {
    @TempDir
    Path directory;

    @Test
    void backends_that_agree_are_shown_with_errors_tolerances_and_times(@Trained Path run) {
        Program.Outcome outcome = Program.run("compare", run, "--backends", "reference,jvm", "--steps", 3);

        assertThat(outcome.status()).as(outcome.err() + outcome.out()).isZero();
        assertThat(outcome.out())
                .startsWith("Against the float64 reference: " + run + " at step ")
                .contains("4 batches of 32, 3 training steps, f32\n")
                .containsPattern("\nreference  agrees +\\d+\\.\\d{3}  \\S.* of it\n")
                .containsPattern("\njvm        agrees +\\d+\\.\\d{3}  \\S.* of it\n")
                .containsPattern("\n +tolerance  reference  ulps +jvm  ulps\n")
                .containsPattern("\nlogits +2\\.0e-05 +\\d\\.\\de-\\d\\d  [\\d.]+, [\\d.]+ +\\d\\.\\de-\\d\\d  ")
                .contains("\ngradient A1 ", "\nloss after 3 steps ", "\nC3 after 3 steps ")
                .doesNotContain("!");
    }

    @Test
    void a_configuration_is_compared_from_its_first_parameters_in_either_type() throws IOException {
        Path config = Files.writeString(directory.resolve("recipe.yaml"), "hops: 1\ndimension: 4\nquestions: 40\n");

        Program.Outcome outcome =
                Program.run("compare", config, "--backends=jvm", "--steps", 0, "--dtype", "f64", "--locate");

        assertThat(outcome.status()).as(outcome.err() + outcome.out()).isZero();
        assertThat(outcome.out())
                .contains(config + ", babi-1, at the beginning")
                .contains("0 training steps, f64")
                .containsPattern("\nlogits +1\\.0e-11 ")
                .containsPattern(
                        "jvm parts nowhere in gradient: \\d+ values judged, the nearest .* at 0\\.\\d\\d of it");
    }

    @Test
    void as_json_every_figure_is_there() throws IOException {
        Path config = Files.writeString(directory.resolve("recipe.yaml"), "dimension: 4\nquestions: 40\n");

        Program.Outcome outcome = Program.run(
                "compare",
                config,
                "--backends",
                "jvm",
                "--steps",
                2,
                "--batches",
                1,
                "--json",
                "--backend-option",
                "jvm:threads=2");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode all = JsonMapper.shared().readTree(outcome.out());
        assertThat(all.get("steps").asInt()).isEqualTo(2);
        JsonNode jvm = all.get("backends").get(0);
        assertThat(jvm.get("verdict").asString()).isEqualTo("agrees");
        assertThat(jvm.get("step_milliseconds").asDouble()).isPositive();
        assertThat(jvm.get("figures")).hasSize(3 + 2 * 4).allSatisfy(figure -> {
            assertThat(figure.get("within").asBoolean()).isTrue();
            assertThat(figure.get("largest_ulps").asDouble())
                    .isGreaterThanOrEqualTo(figure.get("median_ulps").asDouble());
        });
    }

    @Test
    void one_that_parts_is_located_written_and_shown_again(@Trained Path run) throws Exception {
        Path backends = wrongBackend();
        Path folder = directory.resolve("found");

        Program.Outcome outcome = Program.run(
                "--backends", backends, "compare", run, "--backends", "jvm,wrong", "--steps", 0, "--out", folder);

        Path written = folder.resolve("compare-wrong-SOFTMAX");
        assertThat(outcome.status()).as(outcome.err() + outcome.out()).isEqualTo(7);
        assertThat(outcome.out())
                .containsPattern("\njvm +agrees ")
                .containsPattern("\nwrong +parts +- +\\S.* times that\n")
                .containsPattern("\nlogits .*\\d !")
                .containsPattern(
                        "\nwrong parts at %\\d+ SOFTMAX F32\\[32, \\d+] \\(hop1\\), run 1 of 2, graph logits\n")
                .contains("\n  created in hop softmax, controller by-tying\n")
                .containsPattern("\n  element \\[0, \\d+]: found \\S+, exact \\S+, allowed ±\\S+, off by \\S+ ulps\n")
                .contains("\n  smallest graph that shows it: 2 nodes, 1 run\n")
                .contains("./memhop compare --replay " + written);
        assertThat(written.resolve("README.md"))
                .content()
                .startsWith("# Where wrong parts from the float64 reference\n")
                .contains("--replay THIS-FOLDER --backends reference,wrong")
                .contains("SOFTMAX(%0) : F32[32,");

        Program.Outcome again = Program.run("--backends", backends, "compare", "--replay", written);
        assertThat(again.status()).isEqualTo(7);
        assertThat(again.out())
                .startsWith(written + ": 2 nodes, 1 run, against the float64 reference\n")
                .containsPattern("\nreference  agrees   -\n")
                .containsPattern("\nwrong      parts    %1 SOFTMAX ");
        Program.Outcome jvm = Program.run("compare", "--replay", written, "--backends", "jvm", "--json");
        assertThat(jvm.status()).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(jvm.out())
                        .get("backends")
                        .get(0)
                        .get("verdict")
                        .asString())
                .isEqualTo("agrees");
        Program.Outcome json = Program.run("--backends", backends, "compare", "--replay", written, "--json");
        JsonNode parting = JsonMapper.shared()
                .readTree(json.out())
                .get("backends")
                .get(1)
                .get("searches")
                .get(0)
                .get("parts")
                .get(0);
        assertThat(parting.get("node").get("op").asString()).isEqualTo("SOFTMAX");
        assertThat(parting.get("kind").asString()).isEqualTo("node");
        assertThat(parting.get("operands").get(0).get("origins").asInt()).isGreaterThan(1);
        Program.Outcome without = Program.run("compare", "--replay", written);
        assertThat(without.status()).isEqualTo(5);
        assertThat(without.out()).containsPattern("\nwrong      cannot run  there is no backend \"wrong\"");
    }

    @Test
    void one_that_cannot_run_is_told_with_why_and_the_others_are_compared() throws IOException {
        Path config = Files.writeString(directory.resolve("recipe.yaml"), "dimension: 4\nquestions: 40\n");

        Program.Outcome outcome = Program.run("compare", config, "--backends", "jwm,jvm", "--steps", 0);

        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.out())
                .containsPattern("\njwm +cannot run +- +-\n")
                .containsPattern("\njvm +agrees ")
                .contains("\njwm: there is no backend \"jwm\"; did you mean jvm?\nbackends found:\n  jvm in ");
    }

    @Test
    void one_that_throws_what_no_backend_should_has_failed_and_the_others_are_compared() throws Exception {
        Path backends = wrongBackend();
        Path config = Files.writeString(directory.resolve("recipe.yaml"), "dimension: 4\nquestions: 40\n");

        Program.Outcome outcome = Program.run(
                "--backends",
                backends,
                "compare",
                config,
                "--backends=wrong,jvm",
                "--backend-option=wrong:throws=yes",
                "--steps=0");

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(5);
        assertThat(outcome.out())
                .containsPattern("\nwrong +cannot run +- +-\n")
                .containsPattern("\njvm +agrees ")
                .containsPattern("\\nwrong: it threw java.lang.IllegalStateException: out of luck, at .*"
                        + "WrongBackendProvider.java:\\d+");
    }

    @Test
    void nothing_that_is_in_a_folder_already_is_overwritten() throws IOException {
        Path config = Files.writeString(directory.resolve("recipe.yaml"), "dimension: 4\nquestions: 40\n");
        Path folder = Files.createDirectory(directory.resolve("mine"));
        Path mine = Files.writeString(folder.resolve("README.md"), "mine");

        Program.Outcome outcome = Program.run("compare", config, "--backends=jvm", "--steps=0", "--out", folder);

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err()).contains("mine: there is something already; expected a folder that is empty");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void what_cannot_be_is_one_line_and_its_status() throws IOException {
        Map<List<Object>, String> usage = Map.of(
                List.of("--steps", -1), "--steps is -1",
                List.of("--batches", 0), "--batches is 0",
                List.of("--backends", "jvm,,nd4j"), "--backends is jvm,,nd4j; expected ids separated by commas",
                List.of("--dtype", "f16"), "--dtype is f16; expected f32 or f64",
                List.of("--backend-option", "vector=off"), "--backend-option vector: whose is it?",
                List.of("--backends", "jvm", "--backend-option", "jmv:vector=off"),
                        "--backend-option jmv:vector: jmv is not compared; expected one of jvm",
                List.of("--replay", directory, "--dtype", "f32"), "--replay runs the graph of its folder");
        usage.forEach((arguments, message) -> {
            Program.Outcome outcome = Program.run(
                    Stream.concat(Stream.of("compare"), arguments.stream()).toArray());
            assertThat(outcome.status()).as(message).isEqualTo(2);
            assertThat(outcome.err()).startsWith("memhop: ").contains(message);
        });
        Program.Outcome missing = Program.run("compare", directory.resolve("none"));
        assertThat(missing.status()).isEqualTo(4);
        assertThat(missing.err()).contains("there is no such run or file");
        assertThat(Program.run("compare", directory).err()).contains("there is no run here");
        assertThat(Program.run("compare", "--replay", directory).err())
                .contains(directory + ": there is no graph.json here; expected a folder that memhop compare wrote");
        Files.writeString(directory.resolve("graph.json"), "{}");
        Files.write(directory.resolve("tensors.safetensors"), new byte[0]);
        Program.Outcome damaged = Program.run("compare", "--replay", directory);
        assertThat(damaged.status()).isEqualTo(3);
        assertThat(damaged.err()).contains("graph.json:1: not a valid GraphRecord");
    }

    /** A folder with a jar of {@link WrongBackendProvider} and the reference it is made of. */
    private Path wrongBackend() throws IOException, URISyntaxException {
        Path folder = Files.createDirectories(directory.resolve("backends").resolve("wrong"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("wrong.jar")))) {
            add(jar, WrongBackendProvider.class, "org/memhop/cli", "WrongBackendProvider");
            add(jar, ReferenceBackendProvider.class, "org/memhop/backend/reference", "");
            jar.putNextEntry(new JarEntry("META-INF/services/" + BackendProvider.class.getName()));
            jar.write(WrongBackendProvider.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return folder;
    }

    /** Adds the classes of a package whose names begin so, from the folder or the jar where this one is. */
    private static void add(JarOutputStream jar, Class<?> one, String packagePath, String prefix)
            throws IOException, URISyntaxException {
        URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (Files.isDirectory(Path.of(place))) {
            add(jar, Path.of(place).resolve(packagePath), packagePath, prefix);
            return;
        }
        try (FileSystem files = FileSystems.newFileSystem(Path.of(place))) {
            add(jar, files.getPath(packagePath), packagePath, prefix);
        }
    }

    private static void add(JarOutputStream jar, Path classes, String packagePath, String prefix) throws IOException {
        try (Stream<Path> all = Files.list(classes)) {
            for (Path file : all.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .filter(f -> f.toString().endsWith(".class"))
                    .toList()) {
                jar.putNextEntry(new JarEntry(packagePath + "/" + file.getFileName()));
                jar.write(Files.readAllBytes(file));
            }
        }
    }
}
