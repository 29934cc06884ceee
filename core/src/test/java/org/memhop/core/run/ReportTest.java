package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.memhop.api.task.Measure;
import org.memhop.core.run.RunResult.PartScore;
import org.memhop.core.run.RunResult.Restart;

class ReportTest {
    @Test
    void the_restart_with_the_lowest_training_error_is_kept_and_of_equals_the_one_with_the_lowest_loss() {
        assertThat(Training.keepBest("t", List.of(restart(1, 5, 0.1, 0), restart(2, 4, 0.9, 9), restart(3, 6, 0, 0)))
                        .best()
                        .seed())
                .isEqualTo(2);
        assertThat(Training.keepBest("t", List.of(restart(1, 4, 0.9, 0), restart(2, 4, 0.5, 9), restart(3, 4, 0.7, 0)))
                        .kept())
                .isEqualTo(2);
        assertThat(Training.keepBest("t", List.of(restart(1, 4, 0.5, 0), restart(2, 4, 0.5, 0)))
                        .kept())
                .as("the first of twins")
                .isEqualTo(1);
        assertThat(Training.keepBest("t", List.of(restart(1, 4, Double.NaN, 0), restart(2, 4, 0.5, 0)))
                        .kept())
                .isEqualTo(2);
    }

    @Test
    void a_report_has_every_part_of_the_best_every_restart_and_their_spread() {
        RunResult result = new RunResult(
                "toy",
                Measure.ERROR,
                2,
                List.of(restart(7, 5, 0.5, 10), restart(8, 4, 0.5, 20), restart(9, 6, 0.5, 60)));

        String report = report(result);

        assertThat(report)
                .startsWith("# toy\n")
                .contains("(2 of 3)")
                .contains("| 1 a\\|b c | 1000 | 8.0 | 0.2500 |\n")
                .contains("| 7 | 5.0 | 3.0 | 10.0 | 1.5 |\n")
                .contains("| 8 | 4.0 | 3.0 | 20.0 | 1.5 |\n")
                .contains("| 9 | 6.0 | 3.0 | 60.0 | 1.5 |\n")
                // (10 + 20 + 60) / 3 = 30; (20² + 10² + 30²) / 2 = 700, whose root is 26.4575
                .contains("\nTest error of the restarts: mean 30.00, standard deviation 26.46.\n")
                .contains("```yaml\n" + Toy.config().toYaml() + "```\n")
                .doesNotContain("\r");
    }

    @Test
    void one_restart_has_no_spread() {
        assertThat(report(new RunResult("toy", Measure.ERROR, 1, List.of(restart(7, 5, 0.5, 10)))))
                .contains("(1 of 1)")
                .doesNotContain("standard deviation");
    }

    @Test
    void hops_are_told_where_the_network_chooses() {
        Restart chosen = restart(7, 5, 0.5, 10, Optional.of(1.834));

        assertThat(report(new RunResult("toy", Measure.ERROR, 1, List.of(chosen))))
                .contains("| part | questions | error % | loss | hops |\n|---|---:|---:|---:|---:|\n")
                .contains("| 1 a\\|b c | 1000 | 7.0 | 0.2500 | 1.83 |\n");
        assertThat(report(new RunResult("toy", Measure.ERROR, 1, List.of(restart(7, 5, 0.5, 10)))))
                .doesNotContain("hops |");
    }

    @Test
    void numbers_are_written_alike_in_every_country() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(report(new RunResult("toy", Measure.ERROR, 1, List.of(restart(7, 5, 0.5, 10)))))
                    .contains("| 1 a\\|b c | 1000 | 7.0 | 0.2500 |");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String report(RunResult result) {
        return Report.of(Toy.config(), Toy.task(), result);
    }

    private static Restart restart(long seed, double trainError, double trainLoss, double testError) {
        return restart(seed, trainError, trainLoss, testError, Optional.empty());
    }

    private static Restart restart(
            long seed, double trainError, double trainLoss, double testError, Optional<Double> hops) {
        PartScore part = new PartScore("1", "a|b\nc", 1000, seed, 0.25, hops);
        return new Restart(seed, 4, trainError, trainLoss, 3, 0.7, testError, 1.5, List.of(part));
    }
}
