package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.ConfigException;
import org.memhop.api.MemhopException;

/** A step in another process; a shell stands in for Python. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class PythonPeerTest {
    @TempDir
    Path directory;

    @Test
    void each_step_is_a_line_there_and_its_loss_a_line_back() throws Exception {
        Path script = script("echo ready; n=0; while read line; do n=$((n+1)); echo $n.5; done");
        try (Stepper peer = new PythonPeer("sh", script, 2, List.of())) {
            assertThat(peer.step(0, 0)).isEqualTo(1.5);
            assertThat(peer.step(1, 0)).isEqualTo(2.5);
            assertThat(peer.process()).isPresent();
        }
    }

    @Test
    void threads_and_segment_reach_the_script() throws Exception {
        Path script = script("echo ready; read line; test \"$*\" = \"--turns --threads 2 --segment 16\" && echo 1");
        try (Stepper peer = new PythonPeer("sh", script, 2, List.of("--segment", "16"))) {
            assertThat(peer.step(0, 0)).isEqualTo(1);
        }
    }

    @Test
    void a_python_without_torch_is_refused_with_what_to_install() throws Exception {
        Path script = script("exit 1");

        assertThatThrownBy(() -> new PythonPeer("sh", script, 1, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--python sh")
                .hasMessageContaining("python3-torch");
    }

    @Test
    void a_command_that_is_not_there_is_named() {
        assertThatThrownBy(() -> new PythonPeer("no-such-python", directory, 1, List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--python no-such-python");
    }

    @Test
    void a_process_that_ends_is_an_error() throws Exception {
        Path script = script("echo ready; read line");
        try (Stepper peer = new PythonPeer("sh", script, 1, List.of())) {
            assertThatThrownBy(() -> peer.step(0, 0)).isInstanceOf(MemhopException.class);
        }
    }

    @Test
    void pytorch_begins_where_nothing_is_known_of_the_words() {
        String python = System.getenv().getOrDefault("MEMHOP_PYTHON", "");
        Assumptions.assumeFalse(python.isEmpty(), "MEMHOP_PYTHON names no Python that has PyTorch");
        Path script = Path.of("peers", "lm_step.py");

        for (String segment : List.of("1", "4")) {
            List<String> small = List.of("--segment", segment, "--vocabulary", "1000", "--batch", "8", "--slots", "12");
            try (Stepper peer = new PythonPeer(python, script, 1, small)) {
                assertThat(peer.step(0, 0) / 8).isCloseTo(Math.log(1000), within(0.1));
            }
        }
    }

    private Path script(String text) throws Exception {
        return Files.writeString(directory.resolve("script"), text);
    }
}
