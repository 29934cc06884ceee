package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Sha256;
import org.memhop.core.run.FlatYaml;

class TrainCommandTest {
    @TempDir
    Path directory;

    /** Little enough to train in a moment. */
    private Program.Outcome train(String run, Object... more) {
        List<Object> arguments = new java.util.ArrayList<>(List.of(
                "train", "babi", "--questions", 60, "--linear-start-epochs", 1, "--run", directory.resolve(run)));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray());
    }

    private Map<String, String> config(String run) {
        return FlatYaml.read(directory.resolve(run).resolve("config.yaml"));
    }

    /** Of the last checkpoint's parameters. */
    static String digest(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run.resolve("checkpoints"))) {
            return files.filter(file -> file.endsWith("model.safetensors"))
                    .max((a, b) -> Long.compare(step(a), step(b)))
                    .map(Sha256::of)
                    .orElseThrow();
        }
    }

    private static long step(Path model) {
        return Long.parseLong(
                String.valueOf(model.getName(model.getNameCount() - 2)).replace("step-", ""));
    }

    @Test
    void a_training_leaves_a_run_and_says_what_to_do_with_it() {
        Program.Outcome outcome = train("a", "--epochs", 2);

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains(" 1 single supporting fact         60")
                .contains("./memhop answer " + directory.resolve("a"));
        assertThat(outcome.err()).contains("a: linear start 1/1, loss ").contains("a: epoch 2/2, loss ");
        assertThat(directory.resolve("a"))
                .isDirectoryContaining("glob:**report.md")
                .isDirectoryContaining("glob:**result.json")
                .isDirectoryContaining("glob:**metrics.jsonl")
                .isDirectoryContaining("glob:**environment.json");
    }

    @Test
    void a_flag_goes_before_the_configuration_file_and_that_before_the_recipe() throws IOException {
        Path file = Files.writeString(
                directory.resolve("c.yaml"), "kind: babi\ntask: joint:1,15\nepochs: 1\ndimension: 7\nhops: 2\n");

        Program.Outcome outcome =
                Program.run("train", "--config", file, "--hops", 1, "--questions", 40, "--out", directory.resolve("b"));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(config("b"))
                .containsEntry("hops", "1") // flag
                .containsEntry("dimension", "7") // file, against the recipe's 50
                .containsEntry("linear-start-epochs", "30") // recipe, against the default 20
                .containsEntry("memory-size", "50") // default
                .containsEntry("task", "joint:1,15")
                .containsEntry("questions", "40");
    }

    @Test
    void the_configuration_of_a_run_trains_the_same_network_again() throws IOException {
        train("first", "--epochs", 2, "--task", 15, "--data-seed", 3, "--noise", 0);

        Program.Outcome outcome = Program.run(
                "train", "--config", directory.resolve("first/config.yaml"), "--run", directory.resolve("again"));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(digest(directory.resolve("again"))).isEqualTo(digest(directory.resolve("first")));
    }

    @Test
    void the_number_of_threads_changes_nothing_and_another_seed_everything() throws IOException {
        train("one", "--epochs", 1, "--restarts", 3, "--threads", 1);
        train("three", "--epochs", 1, "--restarts", 3, "--threads", 3);
        train("other", "--epochs", 1, "--restarts", 3, "--seed", 9);

        for (String restart : List.of("restart-1", "restart-2", "restart-3")) {
            String one = digest(directory.resolve("one").resolve(restart));
            assertThat(digest(directory.resolve("three").resolve(restart))).isEqualTo(one);
            assertThat(digest(directory.resolve("other").resolve(restart))).isNotEqualTo(one);
        }
    }

    @Test
    void several_tasks_are_several_runs_that_can_be_scored_together_but_not_asked() {
        Program.Outcome outcome = train("group", "--task", "1,15", "--epochs", 1, "--restarts", 2);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains(" 1 single supporting fact")
                .contains("15 basic deduction")
                .contains("mean of restarts  deviation  least  most");
        assertThat(config("group/babi-15")).containsEntry("task", "15");

        Program.Outcome scored = Program.run("evaluate", directory.resolve("group"));
        assertThat(scored.lines()).hasSize(4).last().asString().contains("of 2 tasks failed");

        Program.Outcome asked = Program.run("answer", directory.resolve("group"));
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err())
                .contains("there are 2 runs here")
                .contains("answer " + directory.resolve("group/babi-15"));
    }

    @Test
    void runs_of_another_call_may_lie_beside() {
        train("beside", "--task", "1,15", "--epochs", 0);

        Program.Outcome outcome = train("beside", "--task", "4,20", "--epochs", 0);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains(" 4 two arg relations", "20 agents").doesNotContain("15 basic");
    }

    @Test
    void a_file_of_ones_own_is_learnt_and_scored_whole() throws IOException {
        Path file = directory.resolve("pets.txt");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("1 The cat is in the ")
                    .append(i % 2 == 0 ? "box" : "tree")
                    .append(".\n");
            text.append("2 Where is the cat?\t")
                    .append(i % 2 == 0 ? "box" : "tree")
                    .append("\n");
        }
        Files.writeString(file, text);

        Program.Outcome outcome = train("own", "--data", file, "--epochs", 3, "--batch-size", 4);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("pets-txt").containsPattern("pets-txt +2 ");

        assertThat(Program.run("evaluate", directory.resolve("own")).out()).containsPattern("pets-txt +2 ");
        assertThat(Program.run("evaluate", directory.resolve("own"), "--data", file)
                        .out())
                .containsPattern("pets-txt +20 ");
    }

    @Test
    void every_setting_is_a_flag_with_its_default_in_the_help() {
        String help = Program.run("train", "--help").out();

        Settings.all()
                .forEach(setting -> assertThat(help.replaceAll("\\s+", " "))
                        .contains("--" + setting.name() + "=")
                        .contains("Default " + setting.standard() + "."));
        assertThat(help).contains("The model:").contains("Its training:").contains("$MEMHOP_DATA");
    }

    @Test
    void what_does_not_exist_is_refused_with_the_nearest_that_does() throws IOException {
        Path file = Files.writeString(directory.resolve("c.yaml"), "kind: babi\nhopps: 2\n");

        Program.Outcome key = Program.run("train", "--config", file);
        assertThat(key.status()).isEqualTo(2);
        assertThat(key.err()).contains("c.yaml").contains("\"hopps\"; did you mean hops?");

        Program.Outcome flag = Program.run("train", "babi", "--hopps", "2");
        assertThat(flag.status()).isEqualTo(2);
        assertThat(flag.err()).contains("--hopps").contains("--hops");

        Program.Outcome value = Program.run("train", "babi", "--tying", "loose");
        assertThat(value.status()).isEqualTo(2);
        assertThat(value.err()).contains("tying").contains("\"loose\"").contains("adjacent, layer-wise, single, none");

        Program.Outcome task = Program.run("train", "babi", "--task", "21");
        assertThat(task.status()).isEqualTo(2);
        assertThat(task.err()).contains("\"21\"").contains("1-20");

        Program.Outcome kind = Program.run("train");
        assertThat(kind.status()).isEqualTo(2);
        assertThat(kind.err()).contains("memhop train babi");
        assertThat(directory.resolve("runs")).doesNotExist();
    }

    @Test
    void a_backend_that_is_not_there_names_those_that_are() {
        Program.Outcome outcome = train("no", "--backend", "jvmm");

        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err()).contains("did you mean jvm?").contains("reference");
        assertThat(directory.resolve("no")).doesNotExist();
    }

    @Test
    void a_training_that_diverges_names_the_step_and_ends_with_its_own_status() {
        Program.Outcome outcome =
                train("nan", "--epochs", 9, "--learning-rate", 1000, "--clip", "none", "--linear-start", "none");

        assertThat(outcome.status()).isEqualTo(6);
        assertThat(outcome.err()).contains("memhop: ").contains("step ").contains("last good checkpoint");
    }

    @Test
    void a_run_is_not_overwritten() {
        train("mine", "--epochs", 0);

        Program.Outcome outcome = train("mine", "--epochs", 0);

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err()).contains("there is a run here already").contains("--resume");
    }

    @Test
    void to_resume_what_is_finished_shows_what_it_came_to() {
        train("done", "--epochs", 1);

        Program.Outcome outcome = Program.run("train", "--resume", directory.resolve("done"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains("nothing is left to train");
        assertThat(outcome.out()).contains("single supporting fact");
    }

    @Test
    void to_resume_with_other_settings_is_refused() {
        train("fixed", "--epochs", 1);

        Program.Outcome outcome = Program.run("train", "--resume", directory.resolve("fixed"), "--hops", 2);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("leave out --hops");
    }

    @Test
    void a_terminal_sees_a_bar_that_is_gone_in_the_end() {
        Program.Outcome outcome = new Program()
                .inTerminal(70)
                .with("train", "babi", "--questions", 200, "--epochs", 8, "--run", directory.resolve("bar"));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("▕").contains(" %").endsWith("\r\u001b[K");
        assertThat(outcome.err().split("\r\u001b\\[K")).allMatch(line -> line.length() < 70 || line.contains("\n"));
        assertThat(outcome.out()).doesNotContain("▕");
    }

    @Test
    void a_rate_that_linear_start_overrides_is_pointed_out() throws IOException {
        String note = "memhop: --learning-rate counts only with --linear-start none";
        Path file = Files.writeString(directory.resolve("c.yaml"), "learning-rate: 0.1\n");

        assertThat(train("flag", "--epochs", 1, "--learning-rate", 0.01).err()).containsOnlyOnce(note);
        assertThat(train("file", "--epochs", 1, "--config", file).err()).containsOnlyOnce(note);
        assertThat(train("none", "--epochs", 1, "--learning-rate", 0.1, "--linear-start", "none")
                        .err())
                .doesNotContain(note)
                .contains("memhop: --linear-start-epochs counts only with linear start");
    }

    @Test
    void the_configuration_of_a_run_given_back_is_not_remarked_on() {
        train("first", "--epochs", 1);

        Program.Outcome outcome = Program.run(
                "train", "--config", directory.resolve("first/config.yaml"), "--run", directory.resolve("again"));

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).doesNotContain("memhop: ");
    }

    @Test
    void no_threads_are_refused_before_anything_is_written() {
        Program.Outcome outcome = train("none", "--threads", 0);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--threads is 0; expected 1 or more");
        assertThat(directory.resolve("none")).doesNotExist();
    }
}
