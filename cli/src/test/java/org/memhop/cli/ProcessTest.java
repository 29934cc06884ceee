package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what it does when it is stopped. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "sends signals with kill")
class ProcessTest {
    /** A hundred steps of each task, every one of them saved: time enough to stop it in between. */
    private static final String[] TRAINING = {
        "train", "babi", "--task", "1,15", "--questions", "300", "--epochs", "8", "--linear-start-epochs", "5"
    };

    private static final String[] PLAIN = {"--backend-option", "vector=off"};
    private static final String[] SAVING = {"--threads", "2", "--save-every", "0"};

    private static final String[] RESUMING = {"train", "--resume", "runs/babi-1-15"};

    @TempDir
    Path directory;

    @Test
    void a_training_stopped_by_ctrl_c_and_then_by_kill_9_goes_on_to_the_same_bytes()
            throws IOException, InterruptedException {
        String[] whole =
                join(join(TRAINING, PLAIN), "--run", directory.resolve("whole").toString());
        assertThat(Program.run((Object[]) whole).status()).isZero();
        Path run = directory.resolve("runs/babi-1-15");

        Process first = Program.start(directory, join(TRAINING, SAVING));
        awaitSteps(first, run, 20);
        signal(first, "INT");
        assertThat(first.exitValue()).as(err()).isEqualTo(130);
        assertThat(err()).contains("Stopped; what was trained is saved").contains("train --resume runs/babi-1-15");
        assertThat(run.resolve("babi-1/result.json")).doesNotExist();

        Process second = Program.start(directory, join(RESUMING, SAVING));
        awaitSteps(second, run, steps(run) + 20);
        signal(second, "KILL");
        assertThat(run.resolve("babi-1/result.json")).doesNotExist();

        Process last = Program.start(directory, RESUMING);
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).as(err()).isZero();
        assertThat(Files.readString(directory.resolve("out.txt"))).contains("15 basic deduction");
        for (String task : new String[] {"babi-1", "babi-15"}) {
            assertThat(TrainCommandTest.digest(run.resolve(task)))
                    .as(task)
                    .isEqualTo(
                            TrainCommandTest.digest(directory.resolve("whole").resolve(task)));
        }
    }

    @Test
    void ctrl_c_after_the_last_training_of_a_table_does_not_lose_the_table() throws IOException, InterruptedException {
        Process process = Program.start(
                directory,
                "reproduce",
                "babi",
                "--data",
                "generated",
                "--questions",
                "50",
                "--tasks",
                "1",
                "--restarts",
                "1",
                "--setting",
                "epochs=1",
                "--out",
                "out");
        Path last = directory.resolve("out/cells/pe-ls-rn.task-1.restart-1.json");
        while (!Files.exists(last)) {
            assertThat(process.isAlive()).as(err()).isTrue();
            Thread.sleep(1);
        }
        signal(process, "INT");

        assertThat(process.exitValue()).as(err()).isIn(0, 130); // it may have been done before the signal came
        assertThat(directory.resolve("out"))
                .isDirectoryContaining("glob:**table.json")
                .isDirectoryContaining("glob:**table.md");
        assertThat(Files.readString(directory.resolve("out.txt")))
                .contains("mean")
                .contains("table  out");
    }

    @Test
    void a_name_that_is_taken_gets_a_number() throws IOException, InterruptedException {
        for (String name : new String[] {"babi-2", "babi-2.2"}) {
            Process process = Program.start(
                    directory,
                    "train",
                    "babi",
                    "--task",
                    "2",
                    "--questions",
                    "50",
                    "--epochs",
                    "0",
                    "--linear-start",
                    "none");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(err()).isZero();
            assertThat(directory.resolve("runs").resolve(name).resolve("config.yaml"))
                    .exists();
        }
    }

    private static String[] join(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private String err() throws IOException {
        return Files.readString(directory.resolve("err.txt"));
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitSteps(Process process, Path run, long steps) throws IOException, InterruptedException {
        while (steps(run) < steps) {
            assertThat(process.isAlive()).as(err()).isTrue();
            Thread.sleep(5);
        }
    }

    /** Of the newest checkpoint of task 1. */
    private static long steps(Path run) throws IOException {
        Path checkpoints = run.resolve("babi-1/checkpoints");
        if (!Files.exists(checkpoints)) {
            return 0;
        }
        try (Stream<Path> steps = Files.list(checkpoints)) {
            return steps.map(step -> String.valueOf(step.getFileName()))
                    .filter(name -> name.startsWith("step-"))
                    .mapToLong(name -> Long.parseLong(name.substring(5)))
                    .max()
                    .orElse(0);
        }
    }
}
