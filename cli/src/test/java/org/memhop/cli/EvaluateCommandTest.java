package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(TrainedRun.class)
class EvaluateCommandTest {
    @TempDir
    Path directory;

    @Test
    void the_score_as_json_is_that_of_the_training_and_good(@Trained Path run) {
        Program.Outcome outcome = Program.run("evaluate", run, "--json");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode all = JsonMapper.shared().readTree(outcome.out());
        assertThat(all.get("task").asInt()).isEqualTo(1);
        assertThat(all.get("questions").asInt()).isEqualTo(1000);
        assertThat(all.get("error_percent").asDouble()).isBetween(0.0, 5.0);
        assertThat(all.get("loss").asDouble()).isBetween(1e-6, 0.5);
        assertThat(all.get("tasks")).hasSize(1);
        JsonNode result =
                JsonMapper.shared().readTree(run.resolve("result.json").toFile());
        JsonNode trained = result.get("restarts").get(0).get("parts").get(0);
        assertThat(all.get("tasks").get(0).get("loss").asDouble())
                .isEqualTo(trained.get("loss").asDouble());
    }

    @Test
    void another_backend_comes_to_the_same(@Trained Path run) {
        double jvm = loss(Program.run("evaluate", run, "--json"));
        double reference = loss(Program.run("evaluate", run, "--json", "--backend", "reference"));

        assertThat(reference).isCloseTo(jvm, Offset.offset(1e-4));
    }

    @Test
    void other_data_can_be_given(@Trained Path run) {
        Program.run("generate", "babi", "--task", 1, "--questions", 50, "--seed", 77, "--out", directory);

        Program.Outcome outcome = Program.run("evaluate", run, "--data", directory);

        assertThat(outcome.lines()).hasSize(2);
        assertThat(outcome.lines().get(1)).matches(" 1 single supporting fact +50 +\\d\\.\\d +0\\.\\d{4}");
    }

    private static double loss(Program.Outcome outcome) {
        return JsonMapper.shared().readTree(outcome.out()).get("loss").asDouble();
    }
}
