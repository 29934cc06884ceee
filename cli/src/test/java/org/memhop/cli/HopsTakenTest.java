package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A network that chooses how many hops to take says how many it took; any other says nothing of it. */
@ExtendWith(TrainedRun.class)
class HopsTakenTest {
    private static final String STORY = "Mary moved to the bathroom.\nWhere is Mary?\n";

    @TempDir
    static Path directory;

    private static Path run = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static Program.Outcome training;

    @BeforeAll
    static void train() {
        run = directory.resolve("chooser");
        training = Program.run(
                "train",
                "babi",
                "--questions",
                100,
                "--epochs",
                2,
                "--dimension",
                8,
                "--halting",
                "ponder:prior=0.4",
                "--run",
                run);
        assertThat(training.status()).as(training.err()).isZero();
    }

    @Test
    void an_answer_comes_after_so_many_of_its_hops() {
        assertThat(new Program().reading(STORY).with("answer", run).lines().get(2))
                .matches("hops      [12]\\.\\d\\d of 3");
        assertThat(new Program()
                        .inTerminal(100)
                        .reading(STORY)
                        .with("answer", run)
                        .out())
                .containsPattern("after [12]\\.\\d\\d of 3 hops");
        JsonNode line = JsonMapper.shared()
                .readTree(new Program()
                        .reading(STORY)
                        .with("answer", run, "--json")
                        .out());
        assertThat(line.get("hops").asDouble()).isBetween(1.0, 3.0);
    }

    @Test
    void a_score_has_the_mean_of_each_task() {
        Program.Outcome table = Program.run("evaluate", run);
        JsonNode task = JsonMapper.shared()
                .readTree(Program.run("evaluate", run, "--json").out())
                .get("tasks")
                .get(0);

        assertThat(table.lines().get(0)).matches("task +questions +error % +loss +hops");
        assertThat(table.lines().get(1)).matches(" 1 single supporting fact .* [12]\\.\\d\\d");
        assertThat(training.out()).containsPattern("test error % +loss +hops");
        assertThat(task.get("hops").asDouble()).isBetween(1.0, 3.0);
    }

    @Test
    void where_all_are_taken_nothing_is_said(@Trained Path plain) {
        JsonNode task = JsonMapper.shared()
                .readTree(Program.run("evaluate", plain, "--json").out())
                .get("tasks")
                .get(0);

        assertThat(new Program().reading(STORY).with("answer", plain).out()).doesNotContain("hops  ");
        assertThat(Program.run("evaluate", plain).out()).doesNotContain("hops");
        assertThat(task.get("hops").isNull()).isTrue();
    }
}
