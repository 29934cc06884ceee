package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.StorageException;
import org.memhop.api.backend.Backend;
import org.memhop.core.files.MetricsLog;
import org.memhop.core.train.TrainingObserver;

/** Kills a real process that trains, twice, and goes on with the run. */
class KilledRunTest {
    private static final RunConfig CONFIG = Toy.config("epochs", "60", "optimizer", "momentum");
    private static final int STEPS = 62 * 9;

    @TempDir
    Path directory;

    @Test
    void goes_on_after_kill_9_to_the_same_bytes() throws IOException, InterruptedException {
        Path killed = directory.resolve("killed");
        Path whole = directory.resolve("whole");
        Toy.train(whole, CONFIG);

        killAfter(30, killed);
        killAfter(150, killed);
        long reached = Toy.lastStep(killed);
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = Toy.resume(killed)) {
            assertThat(run.train(0, backend, TrainingObserver.NONE)).isTrue();
            run.finish();
        }

        assertThat(reached).as("killed before its end").isBetween(150L, STEPS - 1L);
        assertThat(Toy.lastStep(killed)).isEqualTo(STEPS);
        assertThat(Toy.model(killed)).isEqualTo(Toy.model(whole));
        assertThat(Toy.optimizer(killed)).isEqualTo(Toy.optimizer(whole));
        assertThat(MetricsLog.read(killed.resolve("metrics.jsonl")))
                .isEqualTo(MetricsLog.read(whole.resolve("metrics.jsonl")));
    }

    private static void killAfter(long step, Path run) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // With the Vector API or without it, as here: sums of the two differ in their last bits.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-modules"))
                .forEach(command::add);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Trainee.class.getName());
        command.add(run.toString());
        Process child = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD) // standard output is how surefire talks
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            while (Toy.lastStep(run) < step) {
                assertThat(child.isAlive()).isTrue();
                Thread.sleep(2);
            }
            assertThatThrownBy(() -> Toy.resume(run).close())
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another training is writing to this run")
                    .hasMessageContaining("process " + child.pid());
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed, not ended by itself").isNotZero();
    }

    /** The process that is killed: begins the run or goes on with it, and saves after every step. */
    static final class Trainee {
        private Trainee() {}

        public static void main(String[] args) {
            Path place = Path.of(args[0]);
            try (Backend backend = Toy.backend("jvm");
                    TrainingRun run = new RunDirectory(place).exists()
                            ? TrainingRun.resume(place, Toy.task(), Toy.PLUGINS, 0)
                            : TrainingRun.start(place, CONFIG, Toy.task(), Toy.PLUGINS, backend, 0)) {
                run.train(0, backend, TrainingObserver.NONE);
            }
        }
    }
}
