package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout without sources: a Maven that notes what it is asked for, and a Java that says what it got. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {
    private static final String FIRST = " (first use: its libraries are downloaded, which may take minutes) …\n";

    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>mvn.txt
            for folder in cli/target/memhop backend-nd4j/target/backend; do
                case ,$*, in
                    *"${folder%%/*}"*) mkdir -p "$folder" ;;
                esac
            done
            case $* in
                *-Ptensorflow-gpu*backend-tensorflow*) mkdir -p backend-tensorflow/target/backend-gpu ;;
                *backend-tensorflow*) mkdir -p backend-tensorflow/target/backend ;;
            esac
            """;

    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = --list-modules ]; then
                echo java.base@17.0.1
            else
                printf 'backends %s\\n' "${MEMHOP_BACKENDS:-none}"
                all=$*
                printf 'arguments %s\\n' "${all##*.jar }"
            fi
            """;

    @TempDir
    private Path place;

    private Path root = Path.of("");

    @BeforeEach
    void checkout() throws IOException {
        root = Files.createDirectories(place.resolve("a checkout")).toRealPath();
        program(root.resolve("memhop"), Files.readString(Path.of("..", "memhop")));
        program(root.resolve("tools/bin/mvn"), MAVEN);
        program(root.resolve("tools/bin/java"), JAVA);
        for (String module : List.of("api", "cli", "backend-nd4j", "backend-tensorflow")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(root.resolve("pom.xml"), "");
    }

    @Test
    void without_a_backend_only_the_program_is_built_and_only_once() throws IOException, InterruptedException {
        assertThat(memhop("train", "babi").err()).isEqualTo("Building Memhop" + FIRST);
        Program.Outcome second = memhop("train", "babi");

        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo("backends none\narguments train babi\n");
        assertThat(built()).containsExactly("-q -B -ntp -Dfast -Dmaven.test.skip=true -pl cli -am package");
    }

    @Test
    void a_backend_is_built_when_it_is_first_named_and_at_hand_from_then_on() throws IOException, InterruptedException {
        memhop("backends");
        Program.Outcome first = memhop("train", "babi", "--backend", "nd4j");
        Program.Outcome later = memhop("backends");

        assertThat(first.err()).isEqualTo("Building backend nd4j" + FIRST);
        assertThat(first.out()).isEqualTo("backends " + folder("nd4j") + "\narguments train babi --backend nd4j\n");
        assertThat(later.out()).startsWith("backends " + folder("nd4j") + "\n");
        assertThat(built()).hasSize(2).last().asString().contains("-pl backend-nd4j -am");
    }

    @Test
    void every_way_to_name_a_backend_builds_it() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("runs/all/babi-1"));
        Files.writeString(root.resolve("runs/all/babi-1/config.yaml"), "hops: 3\nbackend: tensorflow\n");
        Files.writeString(root.resolve("mine.yaml"), "backend: \"nd4j\"\n");
        for (String[] call : new String[][] {
            {"train", "babi", "--backend=nd4j"},
            {"compare", "runs/all", "--backends", "reference,nd4j"},
            {"compare", "runs/all", "--backends=nd4j,jvm"},
            {"backends", "nd4j"},
            {"--backends", "cli", "backends", "nd4j"},
            {"train", "babi", "--config", "mine.yaml"}
        }) {
            forget();
            assertThat(memhop(call).out()).as(String.join(" ", call)).contains(folder("nd4j"));
        }
        for (String[] call : new String[][] {{"answer", "runs/all/babi-1"}, {"evaluate", "runs/all"}}) {
            forget();
            assertThat(memhop(call).out()).as(String.join(" ", call)).startsWith("backends " + folder("tensorflow"));
        }
        forget();
        assertThat(memhop("answer", "runs/all/babi-1", "--backend", "jvm").out())
                .startsWith("backends none\n");
    }

    @Test
    void what_has_changed_is_built_again_in_one_go_and_into_empty_folders() throws IOException, InterruptedException {
        memhop("train", "babi", "--backend", "nd4j");
        Files.writeString(root.resolve("backend-nd4j/target/backend/old.jar"), "");
        Path changed = Files.writeString(root.resolve("api/src/main/Api.java"), "");
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().plusSeconds(1)));

        assertThat(memhop("backends").err()).isEqualTo("Building Memhop, backend nd4j (its sources have changed) …\n");
        assertThat(root.resolve("backend-nd4j/target/backend/old.jar")).doesNotExist();
        assertThat(built()).hasSize(2).last().asString().contains("-pl cli,backend-nd4j -am");
    }

    @Test
    void tensorflow_for_a_gpu_is_another_build_in_another_folder_and_never_beside_the_first()
            throws IOException, InterruptedException {
        String gpu = folder("tensorflow") + "-gpu";
        memhop("backends");
        assertThat(memhop("train", "babi", "--backend", "tensorflow", "--device", "gpu:0")
                        .out())
                .startsWith("backends " + gpu + "\n");
        assertThat(memhop("backends").out()).startsWith("backends " + gpu + "\n");
        assertThat(memhop("train", "babi", "--backend", "tensorflow").out())
                .startsWith("backends " + folder("tensorflow") + "\n");
        assertThat(memhop("backends").out()).startsWith("backends " + folder("tensorflow") + "\n");
        assertThat(memhop("backends", "--backend-option", "device=gpu:0").out()).startsWith("backends " + gpu + "\n");

        assertThat(built()).hasSize(3);
        assertThat(built().get(1)).contains("-Ptensorflow-gpu").contains("-pl backend-tensorflow -am");
        assertThat(built().get(2)).doesNotContain("gpu");
        assertThat(memhop(Map.of("MEMHOP_TENSORFLOW", "tpu"), "backends").err())
                .isEqualTo("memhop: MEMHOP_TENSORFLOW is tpu; expected cpu or gpu\n");
    }

    @Test
    void the_users_own_folders_come_first() throws IOException, InterruptedException {
        Map<String, String> own = Map.of("MEMHOP_BACKENDS", "/own/one:/own/two");

        assertThat(memhop(own, "backends", "nd4j").out())
                .startsWith("backends /own/one:/own/two:" + folder("nd4j") + "\n");
    }

    @Test
    void a_build_that_fails_is_an_error_that_says_how_to_see_all_of_it() throws IOException, InterruptedException {
        program(root.resolve("tools/bin/mvn"), "#!/bin/sh\nexit 1\n");

        Program.Outcome outcome = memhop("backends", "nd4j");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("Building Memhop, backend nd4j (first use")
                .contains("memhop: the build failed, as Maven says above; in " + root + ", mvn -Dfast");
    }

    @Test
    void of_two_that_start_at_once_one_builds_and_the_other_waits() throws IOException, InterruptedException {
        program(
                root.resolve("tools/bin/mvn"),
                "#!/bin/sh\necho \"$*\" >>mvn.txt\nsleep 2\nmkdir -p cli/target/memhop\n");
        Process first = start(place.resolve("first.txt"), Map.of(), "backends");
        while (!Files.exists(root.resolve("mvn.txt"))) {
            Thread.sleep(10);
        }

        Program.Outcome second = memhop("backends");

        assertThat(second.status()).isZero();
        assertThat(second.err()).startsWith("Waiting for process ").hasLineCount(1);
        assertThat(first.waitFor()).isZero();
        assertThat(built()).hasSize(1);
        assertThat(root.resolve("target/launcher.lock")).doesNotExist();
    }

    @Test
    void the_lock_of_a_build_that_was_killed_holds_up_nobody() throws IOException, InterruptedException {
        Files.createSymbolicLink(
                Files.createDirectories(root.resolve("target")).resolve("launcher.lock"), Path.of("999999999"));

        assertThat(memhop("backends").err()).isEqualTo("Building Memhop" + FIRST);
        assertThat(root.resolve("target/launcher.lock")).doesNotExist();
    }

    private String folder(String backend) {
        return root.resolve("backend-" + backend).resolve("target/backend").toString();
    }

    /** As if no backend had ever been built. */
    private void forget() throws IOException {
        for (String backend : List.of("nd4j", "tensorflow")) {
            Files.deleteIfExists(Path.of(folder(backend) + ".stamp"));
        }
    }

    private List<String> built() throws IOException {
        return Files.readAllLines(root.resolve("mvn.txt"));
    }

    private Program.Outcome memhop(String... arguments) throws IOException, InterruptedException {
        return memhop(Map.of(), arguments);
    }

    private Program.Outcome memhop(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        Path out = place.resolve("out.txt");
        int status = start(out, variables, arguments).waitFor();
        return new Program.Outcome(
                status,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(out.resolveSibling(out.getFileName() + ".err"), StandardCharsets.UTF_8));
    }

    /** Its output goes to a file, its errors to another beside it. */
    private Process start(Path out, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("memhop").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(out.resolveSibling(out.getFileName() + ".err").toFile());
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("PATH", root.resolve("tools/bin") + ":" + System.getenv("PATH"));
        builder.environment().keySet().removeIf(name -> name.startsWith("MEMHOP_") || name.equals("JAVA_HOME"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        assertThat(Files.writeString(file, text).toFile().setExecutable(true)).isTrue();
    }
}
