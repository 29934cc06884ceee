package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

/** Kills a real process that does nothing but save. */
class CheckpointKillTest {
    private static final int VALUES = 50_000;

    @TempDir
    Path directory;

    @Test
    void kill_9_while_saving_leaves_a_complete_checkpoint() throws IOException, InterruptedException {
        Checkpoints checkpoints = new Checkpoints(directory);
        long last = -1;
        for (int round = 0; round < 4; round++) {
            Process child = start();
            long from = last;
            while (checkpoints.list().stream().noneMatch(step -> step > from + 3)) {
                assertThat(child.isAlive()).isTrue();
                Thread.sleep(5);
            }
            Thread.sleep(3 + 7 * round);
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as("killed, not ended by itself").isNotZero();

            Checkpoint latest = checkpoints.latest().orElseThrow();
            assertThat(latest).isEqualTo(checkpoint(latest.step()));
            assertThat(latest.step()).isGreaterThan(last);
            last = latest.step();
        }
    }

    private Process start() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Saver.class.getName(),
                        directory.toString())
                .inheritIO()
                .start();
    }

    private static Checkpoint checkpoint(long step) {
        float[] values = new float[VALUES];
        Arrays.fill(values, (float) step);
        return new Checkpoint(
                step,
                Map.of("A", HostTensor.of(Shape.of(VALUES), values)),
                Map.of("A.velocity", HostTensor.of(Shape.of(VALUES), values)),
                "{\"step\":" + step + "}");
    }

    /** The process that is killed: goes on from the latest checkpoint and saves until then. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] args) {
            Checkpoints checkpoints = new Checkpoints(Path.of(args[0]));
            long step = checkpoints.latest().map(Checkpoint::step).orElse(-1L);
            while (true) {
                checkpoints.save(checkpoint(++step));
                checkpoints.retain(2, Set.of());
            }
        }
    }
}
