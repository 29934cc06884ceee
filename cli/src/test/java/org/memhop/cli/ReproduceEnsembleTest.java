package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Columns of {@code reproduce babi} whose members answer together. */
class ReproduceEnsembleTest {
    @TempDir
    Path directory;

    private Path data = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void generate() {
        data = directory.resolve("data");
        out = directory.resolve("out");
        Program.run("generate", "babi", "--task", "1,15", "--questions", 60, "--out", data);
    }

    private Program.Outcome reproduce(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("reproduce", "babi", "--tasks", "1,15", "--out", out));
        arguments.addAll(List.of("--setting", "epochs=1", "--setting", "linear-start-epochs=1"));
        arguments.addAll(List.of(more));
        return new Program()
                .inEnvironment(Map.of("MEMHOP_DATA", data.toString()))
                .with(arguments.toArray());
    }

    private JsonNode table() {
        return JsonMapper.shared().readTree(out.resolve("table.json").toFile());
    }

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
