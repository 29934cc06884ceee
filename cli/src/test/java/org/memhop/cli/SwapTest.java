package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was trained on one backend goes on on every other; the native ones come from their folders, all in one process. */
class SwapTest {
    /** Of probabilities in float32, after a forward pass and after fourteen steps of training; seen: 3.3e-7. */
    private static final double CLOSE = 2e-6;

    @TempDir
    private Path directory;

    @Test
    void the_backends_of_the_class_path_swap() throws IOException, InterruptedException {
        everyPairAgrees("jvm,reference");
    }

    /** Both bring JavaCPP's natives, so either must be able to come first. */
    @ParameterizedTest
    @ValueSource(strings = {"jvm,reference,nd4j,tensorflow", "tensorflow,nd4j,reference,jvm"})
    void all_backends_swap_in_one_process(String ids) throws IOException, InterruptedException {
        for (String backend : List.of("nd4j", "tensorflow")) {
            assumeTrue(
                    Files.isDirectory(folder(backend)),
                    folder(backend) + " is not there; mvn package makes it, or mvn verify");
        }
        everyPairAgrees(ids);
    }

    private void everyPairAgrees(String ids) throws IOException, InterruptedException {
        List<String> lines = swap(ids);
        List<String> expected = new ArrayList<>();
        for (String from : ids.split(",")) {
            for (String to : ids.split(",")) {
                expected.add(from + " " + to);
            }
        }

        assertThat(lines)
                .extracting(line -> String.join(" ", List.of(line.split(" ")).subList(0, 2)))
                .containsExactlyElementsOf(expected);
        assertThat(lines).allSatisfy(line -> {
            String[] words = line.split(" ");
            assertThat(words[2]).as("same answers").isEqualTo("true");
            assertThat(Double.parseDouble(words[3])).as("loaded").isLessThan(CLOSE);
            assertThat(Double.parseDouble(words[4])).as("trained on").isLessThan(CLOSE);
            assertThat(Double.parseDouble(words[5])).as("what training changed").isGreaterThan(1e-2);
        });
    }

    private List<String> swap(String ids) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Swap.class.getName(),
                directory.toString(),
                ids));
        for (String backend : List.of("nd4j", "tensorflow")) {
            if (ids.contains(backend)) {
                command.add(folder(backend).toString());
            }
        }
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        return Files.readAllLines(out);
    }

    private static Path folder(String backend) {
        return Path.of("..", "backend-" + backend, "target", "backend");
    }
}
