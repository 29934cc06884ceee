package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.core.files.MetricsLog;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReproduceLmTest {
    @TempDir
    Path directory;

    private Path data = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void write() throws IOException {
        data = SmallText.write(directory.resolve("data"), "ptb");
        out = directory.resolve("out");
    }

    private Program.Outcome reproduce(String rows, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("reproduce", "lm", "--rows", rows, "--out", out));
        arguments.addAll(List.of("--epochs", 2, "--dimension", 6));
        arguments.addAll(List.of(more));
        return new Program()
                .inEnvironment(Map.of("MEMHOP_DATA", data.toString()))
                .with(arguments.toArray());
    }

    private JsonNode rows() {
        return json(out.resolve("table.json")).get("rows");
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    private static double perplexity(JsonNode loss) {
        return Math.exp(loss.asDouble());
    }

    @Test
    void each_row_is_a_run_and_stands_in_the_table_beside_the_papers() throws IOException {
        Program.Outcome outcome = reproduce("2x100,1x5");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode row = rows().get(0);
        JsonNode trained =
                json(out.resolve("lm-2x100/result.json")).get("restarts").get(0);
        assertThat(row.get("id").asString()).isEqualTo("2x100");
        assertThat(row.get("hops").asInt()).isEqualTo(2);
        assertThat(row.get("memory").asInt()).isEqualTo(100);
        assertThat(row.get("valid").asDouble()).isEqualTo(perplexity(trained.get("validation_loss")));
        assertThat(row.get("test").asDouble())
                .isEqualTo(perplexity(trained.get("parts").get(0).get("loss")))
                .isBetween(1.0, 15.0);
        assertThat(row.get("paper_valid").asDouble()).isEqualTo(128);
        assertThat(row.get("paper_test").asDouble()).isEqualTo(121);
        assertThat(row.get("epochs").asInt()).isEqualTo(2);
        assertThat(row.get("seconds").asDouble()).isPositive();
        assertThat(row.get("seed").asLong()).isEqualTo(1);
        assertThat(row.get("curve")).hasSize(2);
        assertThat(row.get("curve").get(row.get("best_epoch").asInt() - 1).asDouble())
                .isCloseTo(row.get("valid").asDouble(), Offset.offset(1e-9));
        assertThat(rows().get(1).get("paper_valid").isNull())
                .as("the paper has no 1x5")
                .isTrue();
        assertThat(outcome.out())
                .containsPattern("2x100 +\\d+\\.\\d+ +\\d+\\.\\d+ +128 +121 ")
                .contains("segments of 16 words", "--batches with-replacement")
                .containsPattern("2x100  [▁▂▃▄▅▆▇█]{2}  ");
        assertThat(Files.readString(out.resolve("table.md")))
                .containsPattern("\\| 2x100 \\| [\\d.]+ \\| [\\d.]+ \\| 128 \\| 121 \\|")
                .contains("## 1x5");
    }

    @Test
    void what_is_finished_is_not_trained_again_and_stays_in_the_table() throws IOException {
        reproduce("1x5");
        Path finished = out.resolve("lm-1x5/result.json");
        Files.setLastModifiedTime(finished, FileTime.fromMillis(1000));
        JsonNode before = rows().get(0);

        Program.Outcome more = reproduce("1x5,2x5");
        assertThat(more.err()).contains("2 rows of lm-ptb", "1 finished before").doesNotContain("1x5 (row 1");
        assertThat(rows()).hasSize(2).first().isEqualTo(before);

        reproduce("3x5");
        assertThat(rows()).hasSize(3).first().isEqualTo(before);
        assertThat(Files.getLastModifiedTime(finished).toMillis()).isEqualTo(1000);
    }

    @Test
    void a_row_begun_with_other_settings_or_data_is_not_taken_for_this_one() throws IOException {
        reproduce("1x5");

        Program.Outcome settings = reproduce("1x5", "--clip-norm", 7);
        assertThat(settings.status()).isEqualTo(2);
        assertThat(settings.err()).contains("setting clip-norm: found 50, expected 7", "1x5:clip-norm=7");

        Files.writeString(data.resolve("ptb.test.txt"), SmallText.lines(50, 9));
        Program.Outcome changed = reproduce("1x5");
        assertThat(changed.status()).isEqualTo(2);
        assertThat(changed.err()).contains("the data has changed").contains("ptb.test.txt");
    }

    @Test
    void a_row_may_have_settings_of_its_own() throws IOException {
        Program.Outcome outcome = reproduce("2x100:dimension=4:optimizer=adam,2x100", "--clip-norm", 7);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(config("lm-2x100+dimension=4+optimizer=adam"))
                .contains("\ndimension: 4\n", "\noptimizer: adam\n", "\nhops: 2\n", "\nmemory-size: 100\n");
        assertThat(config("lm-2x100")).contains("\ndimension: 6\n", "\noptimizer: sgd\n");
        JsonNode own = rows().get(1);
        assertThat(own.get("id").asString()).isEqualTo("2x100:dimension=4:optimizer=adam");
        assertThat(own.get("paper_valid").isNull()).isTrue();
        assertThat(own.get("changes").get("optimizer").asString()).isEqualTo("adam");
        assertThat(outcome.out())
                .contains("changed in every row: epochs=2, clip-norm=7.")
                .contains("Changed in 2x100: dimension=6.");
    }

    @Test
    void the_table_says_which_epoch_each_row_is_scored_after() throws IOException {
        String mixed = reproduce("1x5,1x5:select=training").out();
        assertThat(mixed)
                .contains("1x5: the epoch with the lowest validation perplexity, of one training.")
                .contains("1x5:select=training: the last epoch, of one training.");
        assertThat(rows().get(1).get("best_epoch").asInt()).isEqualTo(2);

        out = directory.resolve("last");
        assertThat(reproduce("1x5", "--select", "training", "--restarts", 2).out())
                .contains("Each row: the last epoch, of the restart with the lowest training error.")
                .doesNotContain("the epoch with the lowest validation");
    }

    private String config(String run) throws IOException {
        return Files.readString(out.resolve(run).resolve("config.yaml"));
    }

    @Test
    void words_are_drawn_in_segments_unless_random_positions_are_asked_for() throws IOException {
        reproduce("1x5");
        assertThat(config("lm-1x5")).contains("\nbatches: segments\n", "\nsegment-length: 16\n");

        out = directory.resolve("random");
        Program.Outcome random = reproduce("1x5", "--batches", "with-replacement");
        assertThat(config("lm-1x5")).contains("\nbatches: with-replacement\n");
        assertThat(random.out()).doesNotContain("segments");
    }

    @Test
    void restarts_show_their_mean_and_deviation() {
        Program.Outcome outcome = reproduce("1x5", "--restarts", 2);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("mean test  deviation");
        JsonNode row = rows().get(0);
        assertThat(row.get("restarts")).hasSize(2);
        int kept = row.get("kept").asInt() - 1;
        assertThat(row.get("valid").asDouble())
                .isEqualTo(row.get("restarts").get(kept).get("valid").asDouble())
                .isLessThan(row.get("restarts").get(1 - kept).get("valid").asDouble());
        assertThat(row.get("seed").asLong())
                .isEqualTo(row.get("restarts").get(kept).get("seed").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "6x, hops and memory",
        "../6x100, hops and memory",
        "6x100:hops=3, is in the row's name already",
        "6x100:dimensoin=3, did you mean dimension?",
        "6x100:optimizer=fast, expected one of sgd",
        "0x100, setting hops"
    })
    void what_is_no_row_is_refused_before_anything_is_written(String rows, String expected) {
        Program.Outcome outcome = reproduce(rows);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--rows").contains(expected);
        assertThat(out).doesNotExist();
    }

    @Test
    void hops_are_said_by_the_rows_and_data_somewhere() {
        assertThat(reproduce("1x5", "--hops", 3).err()).contains("--hops 3", "--rows 3x100");
        assertThat(Program.run("reproduce", "lm").err()).contains("--data DIR", "MEMHOP_DATA", "--data generated");
        assertThat(Program.run("reproduce", "lm", "--valid", data).err()).contains("--valid", "--train");
        assertThat(Program.run("reproduce", "ml").status()).isEqualTo(2);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends signals with kill")
    void a_table_stopped_by_ctrl_c_and_by_kill_9_comes_to_the_same_figures() throws IOException, InterruptedException {
        List<String> command = List.of(
                "reproduce",
                "lm",
                "--data",
                data.toString(),
                "--rows",
                "1x5,2x9",
                "--dimension",
                "6",
                "--epochs",
                "6",
                "--backend-option",
                "vector=off",
                "--save-every",
                "0",
                "--threads",
                "1");
        Path whole = directory.resolve("whole");
        assertThat(Program.run(with(command, whole)).status()).isZero();

        String[] again =
                List.of(with(command, out)).stream().map(Object::toString).toArray(String[]::new);
        for (String signal : List.of("INT", "KILL")) {
            Process process = Program.start(directory, again);
            awaitEpoch(process, signal.equals("INT") ? out.resolve("lm-1x5") : out.resolve("lm-2x9"));
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            if (signal.equals("INT")) {
                assertThat(process.exitValue()).isEqualTo(130);
                assertThat(Files.readString(directory.resolve("err.txt"))).contains("The same command goes on");
            }
        }
        assertThat(out.resolve("lm-2x9/result.json")).doesNotExist();
        assertThat(rows()).as("the finished row is in the table already").hasSize(1);

        Program.Outcome last = Program.run((Object[]) again);
        assertThat(last.status()).as(last.err()).isZero();
        assertThat(last.err())
                .contains("1 finished before")
                .containsPattern("2x9 \\(row 2 of 2\\) goes on after epoch \\d");
        JsonNode expected = json(whole.resolve("table.json")).get("rows");
        for (int i = 0; i < 2; i++) {
            for (String figure : List.of("id", "valid", "test", "curve", "best_epoch")) {
                assertThat(rows().get(i).get(figure))
                        .as(figure)
                        .isEqualTo(expected.get(i).get(figure));
            }
        }
    }

    private static Object[] with(List<String> command, Path out) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(List.of("--out", out));
        return all.toArray();
    }

    /** Until an epoch is over, and the one after it under way. */
    private void awaitEpoch(Process process, Path run) throws IOException, InterruptedException {
        Path metrics = run.resolve("metrics.jsonl");
        while (!Files.exists(metrics) || MetricsLog.read(metrics).isEmpty()) {
            assertThat(process.isAlive())
                    .as(Files.readString(directory.resolve("err.txt")))
                    .isTrue();
            Thread.sleep(2);
        }
    }
}
