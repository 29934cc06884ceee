package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Columns of {@code reproduce babi} whose members answer together. */
class ReproduceEnsembleTest extends SmallCorpus {
    @Test
    void the_restarts_of_an_ensemble_answer_together() throws IOException {
        reproduce("--restarts", 2, "--columns", "pe,bow");
        assertThat(out.resolve("cells")).isDirectoryNotContaining("glob:**.safetensors");

        Program.Outcome outcome = reproduce("--restarts", 2, "--columns", "pe+bow,pe,3hop-joint+1hop-joint");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("12 trainings\n"); // what pe and bow had answered was not kept
        assertThat(outcome.out())
                .contains("pe+bow: an ensemble of 4, the mean of what all restarts of PE and BoW answer.")
                .containsPattern("mean of restarts +\\d+\\.\\d +± \\d+\\.\\d");
        JsonNode columns = table().get("columns");
        for (int column : new int[] {0, 2}) {
            JsonNode ensemble = columns.get(column);
            assertThat(ensemble.get("members")).hasSize(2);
            assertThat(ensemble.get("restart_means")).hasSize(4);
            JsonNode task = ensemble.get("tasks").get(1);
            assertThat(task.get("restarts")).hasSize(4);
            assertThat(task.get("kept").asInt()).isZero();
            assertThat(task.get("error").asDouble()).isBetween(0.0, 100.0);
            assertThat(ensemble.get("validation_mean").asDouble()).isBetween(0.0, 100.0);
        }
        assertThat(Files.readString(out.resolve("table.md"))).containsPattern("15 basic deduction .*\\| all \\|");
        assertThat(out.resolve("cells"))
                .isDirectoryContaining("glob:**bow.task-15.restart-2.answers.safetensors")
                .isDirectoryContaining("glob:**1hop-joint.joint.restart-2.answers.safetensors");
        assertThat(reproduce("--restarts", 2, "--columns", "pe+bow").err())
                .contains("8 trainings, 8 of them finished before");
    }

    @Test
    void members_of_a_stacked_ensemble_count_by_what_they_answer_to_held_out_questions() throws IOException {
        Program.Outcome outcome =
                reproduce("--restarts", 2, "--columns", "pe+bow,pe+bow:weights=stacking,pe+bow:weights=equal");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("pe+bow: an ensemble of 4, the mean of what all restarts of PE and BoW answer.")
                .contains(
                        "pe+bow:weights=stacking: an ensemble of 4, the mean of what all restarts of PE and BoW answer,"
                                + " weighted by how well they answer held-out questions.");
        JsonNode columns = table().get("columns");
        assertThat(columns.get(2).get("tasks")).isEqualTo(columns.get(0).get("tasks"));
        for (JsonNode task : columns.get(1).get("tasks")) {
            JsonNode weights = task.get("weights");
            assertThat(weights).hasSize(4);
            assertThat(weights.valueStream().mapToDouble(JsonNode::asDouble).sum())
                    .isCloseTo(1, within(1e-6));
            assertThat(weights.valueStream().distinct()).hasSizeGreaterThan(1);
            assertThat(task.get("error").asDouble()).isBetween(0.0, 100.0);
        }
        assertThat(Files.readString(out.resolve("table.md"))).containsPattern("\\d+\\.\\d \\(0\\.\\d\\d\\), ");
    }

    @Test
    void weights_of_no_ensemble_of_no_kind_or_without_held_out_questions_are_refused() {
        assertThat(reproduce("--columns", "pe:weights=stacking").err())
                .contains("found weights of a column that answers alone; expected an ensemble, as in pe+pe:weights=");
        assertThat(reproduce("--columns", "best:weights=some").err())
                .contains("--columns best:weights=some: found weights=some; expected stacking,");
        assertThat(reproduce("--columns", "best", "--setting", "validation=0").err())
                .contains("column best: found validation=0, which holds out no question")
                .contains("best:weights=equal");
        assertThat(out).doesNotExist();
    }

    @Test
    void an_ensemble_of_one_training_is_that_training() {
        reproduce("--restarts", 1, "--columns", "pe,pe+pe");

        JsonNode columns = table().get("columns");
        for (int task = 0; task < 2; task++) {
            assertThat(columns.get(1).get("tasks").get(task).get("error").asDouble())
                    .isEqualTo(
                            columns.get(0).get("tasks").get(task).get("error").asDouble());
        }
        assertThat(columns.get(1).get("validation_mean"))
                .isEqualTo(columns.get(0).get("validation_mean"));
    }

    @Test
    void answers_that_are_damaged_or_of_an_older_training_are_not_taken() throws IOException {
        reproduce("--restarts", 1, "--columns", "pe+bow");
        Path damaged = answers("bow.task-1");
        byte[] bytes = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
        Files.copy(answers("pe.task-1"), answers("pe.task-15"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(answers("bow.task-15"));

        Program.Outcome outcome = reproduce("--restarts", 1, "--columns", "pe+bow");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("4 trainings, 1 of them finished before");
        assertThat(Files.readAllBytes(damaged)).isEqualTo(bytes);
    }

    @Test
    void members_that_hold_out_different_questions_are_refused_before_anything_is_trained() {
        Program.Outcome outcome = reproduce("--restarts", 1, "--columns", "pe+bow:validation=0.2");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("column pe+bow:validation=0.2: found members that hold out different shares")
                .contains("validation being 0.1 in pe and 0.2 in bow:validation=0.2");
        assertThat(out).doesNotExist();
    }

    private Path answers(String cell) {
        return out.resolve("cells/" + cell + ".restart-1.answers.safetensors");
    }
}
