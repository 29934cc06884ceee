package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReproduceCommandTest extends SmallCorpus {
    @Test
    void the_table_shows_every_column_task_and_restart() throws IOException {
        Program.Outcome outcome = reproduce("--columns", "bow,pe-ls-lw-joint", "--restarts", 2);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("BoW")
                .contains("PE LS LW joint")
                .containsPattern("15 basic deduction +\\d+\\.\\d +\\(24\\.3\\) +\\d+\\.\\d +\\(1\\.8\\)");
        assertThat(Files.readString(out.resolve("table.md")))
                .contains("| 15 basic deduction |")
                .contains("## BoW (`bow`)");
        JsonNode columns = table().get("columns");
        assertThat(columns).hasSize(2);
        for (JsonNode column : columns) {
            JsonNode tasks = column.get("tasks");
            assertThat(tasks).hasSize(2);
            assertThat(tasks.get(1).get("task").asInt()).isEqualTo(15);
            assertThat(tasks.get(1).get("restarts")).hasSize(2);
            int kept = tasks.get(1).get("kept").asInt();
            assertThat(tasks.get(1).get("error").asDouble())
                    .isEqualTo(tasks.get(1).get("restarts").get(kept - 1).asDouble());
            double mean = (tasks.get(0).get("error").asDouble()
                            + tasks.get(1).get("error").asDouble())
                    / 2;
            assertThat(column.get("mean").asDouble()).isEqualTo(mean);
            assertThat(column.get("failed").asInt()).isEqualTo(2);
            assertThat(column.get("seconds").asDouble()).isPositive();
        }
        // bow has a model a task, the joint column one for both
        assertThat(out.resolve("cells")).isDirectoryContaining("glob:**bow.task-15.restart-2.json");
        assertThat(out.resolve("cells").toFile().list()).hasSize(4 + 2);
        assertThat(columns.get(1).get("tasks").get(0).get("kept").asInt())
                .isEqualTo(columns.get(1).get("tasks").get(1).get("kept").asInt());
    }

    @Test
    void a_column_is_trained_with_what_the_paper_says_of_it() {
        reproduce("--columns", "bow,pe-ls-lw-joint", "--restarts", 1);

        JsonNode bow = cell("bow.task-1.restart-1");
        assertThat(bow.get("encoding").asString()).isEqualTo("bag-of-words");
        assertThat(bow.get("linear-start").asString()).isEqualTo("none");
        assertThat(bow.get("noise").asString()).isEqualTo("0");
        assertThat(bow.get("dimension").asString()).isEqualTo("20");
        JsonNode joint = cell("pe-ls-lw-joint.joint.restart-1");
        assertThat(joint.get("tying").asString()).isEqualTo("layer-wise");
        assertThat(joint.get("dimension").asString()).isEqualTo("50");
        assertThat(joint.get("decay-every").asString()).isEqualTo("15");
    }

    private JsonNode cell(String name) {
        return JsonMapper.shared()
                .readTree(out.resolve("cells").resolve(name + ".json").toFile())
                .get("settings");
    }

    @Test
    void what_is_finished_is_not_trained_again_and_what_is_missing_is() throws IOException {
        reproduce("--restarts", 1);
        JsonNode before = table().get("columns");
        Path kept = out.resolve("cells/pe-ls-rn.task-1.restart-1.json");
        Path lost = out.resolve("cells/pe-ls-rn.task-15.restart-1.json");
        Files.setLastModifiedTime(kept, FileTime.fromMillis(1000));
        Files.delete(lost);

        Program.Outcome again = reproduce("--restarts", 1);

        assertThat(again.err()).contains("2 trainings, 1 of them finished before");
        assertThat(Files.getLastModifiedTime(kept).toMillis()).isEqualTo(1000);
        assertThat(lost).exists();
        assertThat(table().get("columns").get(0).get("tasks"))
                .isEqualTo(before.get(0).get("tasks"));
    }

    @Test
    void a_finished_training_of_other_settings_or_data_is_not_taken_for_this_one() throws IOException {
        reproduce("--restarts", 1);

        Program.Outcome settings = reproduce("--restarts", 1, "--setting", "hops=2");
        assertThat(settings.status()).isEqualTo(2);
        assertThat(settings.err()).contains("setting hops: found 3, expected 2").contains("--out");

        Program.run("generate", "babi", "--task", "1", "--questions", 60, "--seed", 2, "--out", data, "--force");
        Program.Outcome changed = reproduce("--restarts", 1);
        assertThat(changed.status()).isEqualTo(2);
        assertThat(changed.err()).contains("data qa1_single-supporting-fact_").contains("sha256");
    }

    @Test
    void a_finished_training_that_is_older_than_a_setting_had_its_default() throws IOException {
        reproduce("--restarts", 1);
        Path cell = out.resolve("cells/pe-ls-rn.task-1.restart-1.json");
        Files.writeString(cell, Files.readString(cell).replaceFirst("\\s*\"first-state\" : \"question\",", ""));
        assertThat(cell).content().doesNotContain("first-state");

        assertThat(reproduce("--restarts", 1).err()).contains("2 trainings, 2 of them finished before");
        assertThat(reproduce("--restarts", 1, "--setting", "first-state=constant")
                        .err())
                .contains("setting first-state: found question, expected constant");
    }

    @Test
    void the_table_of_another_backend_stands_beside_with_the_difference_of_every_task() throws IOException {
        reproduce("--restarts", 1);
        Path fast = out;
        out = directory.resolve("slow");

        Program.Outcome outcome = reproduce("--restarts", 1, "--backend", "reference", "--beside", fast);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode ours = table().get("columns").get(0);
        double mine = ours.get("tasks").get(1).get("error").asDouble();
        JsonNode theirs =
                JsonMapper.shared().readTree(fast.resolve("table.json").toFile());
        double other =
                theirs.get("columns").get(0).get("tasks").get(1).get("error").asDouble();
        assertThat(outcome.out())
                .containsPattern("task +reference +jvm +difference")
                .containsPattern(String.format(
                        Locale.ROOT, "15 basic deduction +%.1f +%.1f +[-+]?%.1f", mine, other, Math.abs(mine - other)))
                .containsPattern("mean difference, whatever its sign +\\d+\\.\\d")
                .contains("First: backend reference, seeds [1]", "Then: backend jvm, seeds [1]", "epochs=1")
                .contains("Seeds and settings are the same.");
        assertThat(Files.readString(out.resolve("table.md")))
                .contains("## PE LS RN, beside " + fast)
                .contains("| task | reference | jvm | difference |");
    }

    @Test
    void the_same_training_differs_in_nothing_from_itself_and_seeds_that_differ_are_told() {
        reproduce("--restarts", 1, "--columns", "bow,pe");
        Path first = out;
        out = directory.resolve("again");

        assertThat(reproduce("--restarts", 1, "--columns", "pe", "--beside", first)
                        .out())
                .containsPattern("mean +\\d+\\.\\d +\\d+\\.\\d +0\\.0")
                .containsPattern("failed \\(over 5 %\\) +2 +2 +\\+0")
                .containsPattern("whatever its sign +0\\.0");
        out = directory.resolve("seeds");
        assertThat(reproduce("--restarts", 1, "--columns", "pe", "--seed", 9, "--beside", first)
                        .out())
                .contains("seeds [9]", "seeds [1]")
                .doesNotContain("are the same");
    }

    @Test
    void a_table_that_cannot_stand_beside_this_one_is_refused_before_anything_is_trained() throws IOException {
        reproduce("--restarts", 1);
        Path first = out;
        out = directory.resolve("second");

        Program.Outcome nothing = reproduce("--beside", directory);
        assertThat(nothing.status()).isNotZero();
        assertThat(nothing.err()).contains(directory.resolve("table.json").toString());
        Program.Outcome column = reproduce("--columns", "bow", "--beside", first);
        assertThat(column.status()).isEqualTo(2);
        assertThat(column.err()).contains("has no column bow; it has pe-ls-rn");
        Path table = first.resolve("table.json");
        Files.writeString(table, Files.readString(table).replace("\"set\" : \"en\"", "\"set\" : \"en-10k\""));
        assertThat(reproduce("--beside", first).err()).contains("of set en-10k; expected en");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_table_of_other_data_or_without_a_task_does_not_stand_beside_this_one() throws IOException {
        Files.delete(data.resolve("qa15_basic-deduction_train.txt"));
        reproduce("--restarts", 1);
        Path first = out;
        out = directory.resolve("second");
        Program.run("generate", "babi", "--task", "15", "--questions", 60, "--out", data, "--force");

        assertThat(reproduce("--restarts", 1, "--beside", first).err())
                .contains("made from other data: qa15_basic-deduction")
                .contains("not among it");

        Files.delete(data.resolve("qa15_basic-deduction_train.txt"));
        Program.run("generate", "babi", "--task", "1", "--questions", 60, "--seed", 2, "--out", data, "--force");
        out = directory.resolve("third");
        assertThat(reproduce("--restarts", 1, "--beside", first).err()).contains("made from other data: qa1_");
    }

    @Test
    void a_task_without_its_file_is_left_out_with_the_reason() throws IOException {
        Files.delete(data.resolve("qa1_single-supporting-fact_train.txt"));

        Program.Outcome outcome = reproduce("--restarts", 1, "--columns", "pe-ls-rn,pe-ls-rn-joint");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("Task 1 is left out").contains("no file qa1_*_train.txt");
        assertThat(table().get("columns").get(0).get("tasks")).hasSize(1);
        assertThat(table().get("missing").get("1").asString()).contains("qa1_");
        // the paper's mean over the same tasks
        assertThat(table().get("columns").get(0).get("paper_mean").get("value").asDouble())
                .isZero();
        assertThat(table().get("columns").get(1).get("tasks")).hasSize(1);
    }

    @Test
    void without_a_corpus_it_says_where_to_get_one_or_makes_it_up() {
        Program.Outcome none = Program.run("reproduce", "babi", "--out", out);
        assertThat(none.status()).isEqualTo(2);
        assertThat(none.err()).contains("--data DIR").contains("MEMHOP_DATA").contains("--data generated");

        Program.Outcome made = reproduce("--restarts", 1, "--data", "generated", "--questions", 40);
        assertThat(made.status()).as(made.err()).isZero();
        assertThat(made.out()).contains("15 basic deduction");
    }

    @Test
    void a_column_that_does_not_exist_is_refused_with_the_nearest() {
        Program.Outcome outcome = reproduce("--columns", "pe-lsrn");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("\"pe-lsrn\"; did you mean pe-ls-rn?")
                .contains("3hop-joint");
    }

    @Test
    void a_column_may_have_settings_of_its_own_which_come_before_those_of_all() throws IOException {
        Program.Outcome outcome = reproduce("--restarts", 1, "--columns", "pe,pe:epochs=2:dimension=10");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("pe:epochs=2:dimension=10");
        JsonNode own = cell("pe+epochs=2+dimension=10.task-15.restart-1");
        assertThat(own.get("epochs").asString()).isEqualTo("2");
        assertThat(own.get("dimension").asString()).isEqualTo("10");
        assertThat(own.get("linear-start").asString()).isEqualTo("none");
        assertThat(cell("pe.task-15.restart-1").get("epochs").asString()).isEqualTo("1");
        JsonNode column = table().get("columns").get(1);
        assertThat(column.get("title").asString()).isEqualTo("pe:epochs=2:dimension=10");
        assertThat(column.get("settings").get("dimension").asString()).isEqualTo("10");
        assertThat(Files.readString(out.resolve("table.md")))
                .contains("## pe:epochs=2:dimension=10\n")
                .contains("`linear-start=none noise=0 epochs=2 dimension=10`");
        assertThat(reproduce("--restarts", 1, "--columns", "pe:epochs=2:dimension=10")
                        .err())
                .contains("2 trainings, 2 of them finished before");
    }

    @Test
    void every_column_beyond_the_papers_can_be_trained() {
        Program.Outcome outcome = reproduce("--restarts", 1, "--columns", "variants");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        for (JsonNode column : table().get("columns")) {
            assertThat(column.get("tasks")).as(column.get("id").asString()).hasSize(2);
        }
        assertThat(cell("entity.task-1.restart-1").get("memory").asString()).isEqualTo("entity");
        assertThat(cell("query-reduction-joint.joint.restart-1").get("memory").asString())
                .isEqualTo("query-reduction");
    }

    @Test
    void a_component_that_there_is_not_is_told_before_anything_is_trained() {
        Program.Outcome outcome = reproduce("--restarts", 1, "--columns", "pe,pe:hop=softmaks");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("column pe:hop=softmaks: setting hop: found \"softmaks\"")
                .contains("did you mean softmax?");
        assertThat(out).doesNotExist();
    }

    @Test
    void where_a_column_selects_by_validation_its_best_epoch_and_restart_count() {
        String rising =
                ":epochs=12:rate-after-linear-start=0.3:decay-every=100"; // so high that the loss goes up and down
        Program.Outcome outcome =
                reproduce("--restarts", 3, "--columns", "pe-ls" + rising + ",pe-ls" + rising + ":select=validation");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("of pe-ls" + rising + ":select=validation the one with the lowest validation loss is kept")
                .contains("of the others the one with the lowest training error is kept");
        String file = "pe-ls" + rising.replace(':', '+');
        List<Double> losses = new ArrayList<>();
        for (int restart = 1; restart <= 3; restart++) {
            String end = ".task-1.restart-" + restart;
            double best = loss(file + "+select=validation" + end);
            assertThat(best).isLessThan(loss(file + end));
            losses.add(best);
        }
        JsonNode column = table().get("columns").get(1);
        assertThat(column.get("select").asString()).isEqualTo("validation");
        int kept = column.get("tasks").get(0).get("kept").asInt();
        assertThat(losses.get(kept - 1)).isEqualTo(Collections.min(losses));
    }

    /** Of the held-out questions. */
    private double loss(String name) {
        return JsonMapper.shared()
                .readTree(out.resolve("cells").resolve(name + ".json").toFile())
                .get("result")
                .get("validation_loss")
                .asDouble();
    }

    @Test
    void restarts_are_told_with_their_spread_and_seconds_added_up_and_by_the_clock() {
        Program.Outcome outcome = reproduce("--restarts", 3, "--columns", "pe");

        JsonNode column = table().get("columns").get(0);
        double mean = 0;
        for (JsonNode one : column.get("restart_means")) {
            mean += one.asDouble() / 3;
        }
        assertThat(outcome.out())
                .containsPattern(String.format(
                        Locale.ROOT,
                        "mean of restarts +%.1f +± %.1f",
                        mean,
                        column.get("restart_deviation").asDouble()))
                .containsPattern("mean of held-out questions +\\d+\\.\\d")
                .containsPattern("seconds of training +\\d+")
                .containsPattern("seconds by the clock +\\d+");
        for (JsonNode task : column.get("tasks")) {
            assertThat(task.get("restarts"))
                    .allMatch(error -> error.asDouble() >= task.get("least").asDouble()
                            && error.asDouble() <= task.get("most").asDouble())
                    .anyMatch(error -> error.asDouble() == task.get("least").asDouble())
                    .anyMatch(error -> error.asDouble() == task.get("most").asDouble());
        }
        assertThat(column.get("clock").asDouble())
                .isPositive()
                .isLessThanOrEqualTo(column.get("seconds").asDouble() + 0.1)
                .isEqualTo(table().get("clock").asDouble());
    }

    @Test
    void beside_a_column_the_paper_does_not_have_stands_what_others_published() throws IOException {
        assertThat(reproduce("--restarts", 1, "--columns", "pe").out()).doesNotContain("published since");

        Program.Outcome outcome = reproduce("--restarts", 1, "--columns", "pe,pe:hops=1");

        assertThat(outcome.out()).containsPattern("Gated MemN2N +a task +12\\.7 +10 +Liu and Perez, 2017");
        assertThat(Files.readString(out.resolve("table.md"))).contains("| Gated MemN2N | a task | 12.7 | 10 |");
    }

    @Test
    void a_table_and_trainings_of_an_older_version_are_read_though_they_do_not_tell_when() throws IOException {
        reproduce("--restarts", 1);
        Path table = out.resolve("table.json");
        String json = Files.readString(table);
        String older = json.replaceAll("\\s*\"(least|most|select|validation_mean|clock)\" : [^,\\n]+,?", "")
                .replaceAll("\\s*\"settings\" : \\{[^}]*\\},?", "")
                .replaceAll(",(\\s*[}\\]])", "$1");
        Files.writeString(table, older);
        Path cell = out.resolve("cells/pe-ls-rn.task-1.restart-1.json");
        Files.writeString(cell, Files.readString(cell).replaceAll(",\\s*\"ended\" : [^,\\n]+", ""));
        assertThat(older).doesNotContain("clock").doesNotContain("least");
        assertThat(cell).content().doesNotContain("ended");

        Program.Outcome again = reproduce("--restarts", 1, "--beside", out);

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.err()).contains("2 trainings, 2 of them finished before");
        assertThat(again.out()).containsPattern("seconds by the clock\\n").contains("Seeds and settings are the same.");
    }

    @Test
    void a_changed_setting_is_told_in_the_table() throws IOException {
        Program.Outcome outcome = reproduce("--restarts", 1, "--setting", "dimension=10");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        String note = "changed in every column: epochs=1, linear-start-epochs=1, dimension=10.";
        assertThat(outcome.out()).contains(note);
        assertThat(Files.readString(out.resolve("table.md"))).contains(note);
        assertThat(table().get("changes").get("dimension").asString()).isEqualTo("10");
        assertThat(cell("pe-ls-rn.task-1.restart-1").get("dimension").asString())
                .isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource({"seed, 9", "restarts, 4", "backend, reference"})
    void what_has_a_flag_of_its_own_is_refused_as_a_setting(String name, String value) {
        Program.Outcome outcome = reproduce("--setting", name + "=" + value);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--setting " + name + "=" + value).contains("use --" + name + " " + value);
        assertThat(out).doesNotExist();
    }

    @Test
    void no_threads_are_refused_before_anything_is_written() {
        Program.Outcome outcome = reproduce("--threads", 0);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--threads is 0; expected 1 or more");
        assertThat(out).doesNotExist();
    }
}
