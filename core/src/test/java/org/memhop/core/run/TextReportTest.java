package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.task.Measure;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.Text;
import org.memhop.core.config.Settings;
import org.memhop.core.run.LearningCurve.Epoch;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;

class TextReportTest {
    private static final Text RAIN = words -> words.accept("rain");
    private static final LearningCurve CURVE = new LearningCurve(List.of(
            new Epoch(1, 0.01, Math.log(300), Math.log(250)),
            new Epoch(2, 0.01, Math.log(200), Math.log(180)),
            new Epoch(3, 0.0067, Math.log(150), Math.log(190))));

    @TempDir
    Path directory;

    @Test
    void a_report_has_perplexities_the_best_epoch_every_restart_and_the_curve() {
        RunResult result = new RunResult("rain", Measure.PERPLEXITY, 2, List.of(restart(7, 200), restart(8, 180)));

        assertThat(report("validation", result))
                .startsWith("# rain\n\nA text of rain.\n")
                .contains("restart 2 of 2, the one with the lowest validation loss, after epoch 2 of 3.\n")
                .contains("| validation | | 180.00 | 5.1930 |\n")
                .contains("| test | 1000 | 190.00 | 5.2470 |\n")
                .contains("| 7 | 3 | 50.00 | 200.00 | 210.00 | 1.5 |\n")
                // 190 and 210: mean 200, and 10² + 10² over 1
                .contains("\nTest perplexity of the restarts: mean 200.00, standard deviation 14.14.\n")
                .contains("| 1 | 0.0100 | 300.00 | 250.00 |\n| 2 | 0.0100 | 200.00 | 180.00 |\n")
                .contains("\nselect: validation\n");
    }

    @Test
    void where_training_selects_the_last_epoch_counts() {
        RunResult result = new RunResult("rain", Measure.PERPLEXITY, 1, List.of(restart(7, 190)));

        assertThat(report("training", result))
                .contains("lowest training error, after its last epoch, 3.\n")
                .doesNotContain("standard deviation");
    }

    private static String report(String select, RunResult result) {
        TaskData task = new TaskData(
                "rain", List.of(new Part("rain", "A text of rain", RAIN, Optional.of(RAIN), RAIN)), Map.of(), Map.of());
        Settings settings = Toy.config().settings().with("select", select);
        return TextReport.of(new RunConfig("lm", Toy.config().request(), settings), task, result, CURVE);
    }

    private static Restart restart(long seed, double valid) {
        PartScore part = new PartScore("rain", "rain", 1000, 80, Math.log(valid + 10), Optional.empty());
        return new Restart(seed, 3, 75, Math.log(50), 80, Math.log(valid), 80, 1.5, List.of(part));
    }

    @Test
    void the_test_perplexity_of_several_parts_is_over_all_their_words() {
        Restart restart = new Restart(
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                1,
                List.of(
                        new PartScore("a", "a", 300, 0, Math.log(8), Optional.empty()),
                        new PartScore("b", "b", 100, 0, Math.log(128), Optional.empty())));

        // (3 · 3 + 7) / 4 = 4 bits
        assertThat(restart.testPerplexity()).isCloseTo(16, Offset.offset(1e-9));
    }

    @Test
    void a_curve_is_read_without_linear_start_and_knows_its_best_epoch() throws IOException {
        Path metrics = Files.writeString(directory.resolve("metrics.jsonl"), """
                {"step":1,"linear_start":1.0,"epoch":1.0,"rate":0.5,"train_loss":1.0,"validation_loss":0.1}
                {"step":2,"linear_start":0.0,"epoch":1.0,"rate":0.5,"train_loss":1.0,"validation_loss":3.0}
                {"step":3,"linear_start":0.0,"epoch":2.0,"rate":0.25,"train_loss":0.9,"validation_loss":2.0}
                {"step":4,"linear_start":0.0,"epoch":3.0,"rate":0.25,"train_loss":0.8,"validation_loss":2.0}
                """);

        LearningCurve curve = LearningCurve.read(metrics);

        assertThat(curve.epochs()).hasSize(3);
        assertThat(curve.best()).hasValue(new Epoch(2, 0.25, 0.9, 2.0));
        assertThat(LearningCurve.read(directory.resolve("none")).best()).isEmpty();
    }
}
