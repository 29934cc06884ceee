package org.memhop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.memhop.api.ConfigException;
import org.memhop.api.MemhopException;
import org.memhop.benchmarks.Benchmarks.Options;
import org.memhop.tasks.babi.format.BabiDirectory;

class BenchmarksTest {
    @Test
    void the_command_line_says_what_is_measured_on_which_data_and_how_often() {
        Options options = Options.parse(List.of(
                "speed",
                "--data",
                "babi",
                "--rounds",
                "9",
                "--runs",
                "2",
                "--threads",
                "1,4",
                "--backends",
                "a:b",
                "--python",
                "python3"));

        assertThat(options)
                .isEqualTo(new Options(
                        "speed",
                        Optional.of(Path.of("babi")),
                        9,
                        2,
                        List.of(1, 4),
                        Optional.of("a:b"),
                        Optional.of("python3")));
        assertThat(options.includes("speed")).isTrue();
        assertThat(options.includes("backends")).isFalse();
        assertThat(Options.parse(List.of()).what()).isEqualTo("all");
    }

    @Test
    void what_is_not_understood_is_named() {
        assertThatThrownBy(() -> Options.parse(List.of("sped")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("\"sped\"");
        assertThatThrownBy(() -> Options.parse(List.of("--rounds", "0"))).hasMessageContaining("--rounds: found \"0\"");
        assertThatThrownBy(() -> Options.parse(List.of("--threads", "1,two")))
                .hasMessageContaining("--threads: found \"two\"");
        assertThatThrownBy(() -> Options.parse(List.of("--data"))).hasMessageContaining("--data");
    }

    @Test
    void without_official_files_all_tasks_are_generated_and_deleted_afterwards() throws Exception {
        Path path;
        try (Corpus corpus = Corpus.open(Optional.empty())) {
            path = corpus.path();
            assertThat(corpus.isGenerated()).isTrue();
            assertThat(BabiDirectory.open(path).tasks()).hasSize(20);
        }
        assertThat(Files.exists(path)).isFalse();
    }

    @Test
    void a_run_in_a_jvm_of_its_own_reports_what_it_measured() throws Exception {
        try (Corpus corpus = Corpus.open(Optional.empty())) {
            Figures figures = ChildJvm.run(
                    SpeedRun.class, List.of("yardstick,jvm", "1", corpus.path().toString(), "1", "0.1"));

            assertThat(figures.get("step.jvm.cpu")).isPositive();
            assertThat(figures.get("answer.ratio")).isPositive();
            assertThat(figures.get("wall")).isGreaterThan(0.1);
        }
    }

    @Test
    void a_run_that_fails_shows_what_it_printed() {
        assertThatThrownBy(() -> ChildJvm.run(SpeedRun.class, List.of("gpu", "1", "/nowhere", "1", "0.1")))
                .isInstanceOf(MemhopException.class)
                .hasMessageContaining("/nowhere");
    }
}
