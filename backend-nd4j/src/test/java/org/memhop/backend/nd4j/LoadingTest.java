package org.memhop.backend.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Session;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Node;
import org.memhop.api.graph.Scope;
import org.memhop.api.graph.Shape;

/** What is loaded when, and what a JVM says that lacks it: each in a JVM of its own. */
class LoadingTest {
    /** What a JVM under test does. */
    static final class Program {
        private Program() {}

        /** Prints the provider's id; then, if asked to, what it says of this machine, or the exponential of 1. */
        public static void main(String[] args) {
            BackendProvider provider = new Nd4jBackendProvider();
            System.out.println(provider.id());
            if (args[0].equals("probe")) {
                System.out.println(provider.probe(BackendConfig.DEFAULT));
            } else if (args[0].equals("run")) {
                Scope g = Scope.root(DType.F32);
                Node x = g.input("x", DType.F32, Shape.of(30_000));
                g.output("y", g.sumAll(g.exp(g.mul(x, x))));
                try (Backend backend = provider.open(BackendConfig.DEFAULT);
                        Session session = backend.newSession(List.of())) {
                    HostTensor zeros = HostTensor.zeros(DType.F32, Shape.of(30_000));
                    System.out.println(session.compile(g.graph())
                            .run(List.of(zeros))
                            .get(0)
                            .get(0));
                }
            }
        }
    }

    private static String run(Stream<String> classPath, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                String.join(File.pathSeparator, classPath.toList()),
                                Program.class.getName()),
                        Arrays.stream(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Stream<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static boolean isForeign(String path) {
        return (path.contains("nd4j-") && path.endsWith(".jar")) || path.contains("bytedeco");
    }

    @Test
    void a_provider_says_its_name_where_neither_nd4j_nor_natives_are() throws IOException, InterruptedException {
        assertThat(run(classPath().filter(path -> !isForeign(path)), "id").trim())
                .isEqualTo("nd4j");
    }

    @Test
    void without_nd4j_it_says_what_to_add() throws IOException, InterruptedException {
        assertThat(run(classPath().filter(path -> !isForeign(path)), "probe"))
                .contains("Unavailable")
                .contains("ND4J cannot be loaded")
                .contains("org.nd4j:nd4j-native");
    }

    @Test
    void without_natives_it_says_which_to_add() throws IOException, InterruptedException {
        Stream<String> withoutNatives = classPath().filter(path -> !path.matches(".*nd4j-native-[^a-z]+-[a-z]+-.*jar"));
        assertThat(run(withoutNatives, "probe"))
                .contains("Unavailable")
                .contains("the natives of org.nd4j:nd4j-native for")
                .contains("are not on the class path")
                .contains("with the classifier");
    }

    @Test
    void it_computes_without_a_word_of_its_own() throws IOException, InterruptedException {
        // Without a binding SLF4J itself says so; a program has one.
        assertThat(run(classPath(), "run").lines().filter(line -> !line.startsWith("SLF4J")))
                .containsExactly("nd4j", "30000.0");
    }
}
