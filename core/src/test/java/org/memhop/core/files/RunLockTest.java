package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.StorageException;

class RunLockTest {
    @TempDir
    Path run;

    @Test
    void a_run_is_trained_by_one_at_a_time() {
        try (RunLock lock = RunLock.acquire(run)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> RunLock.acquire(run))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(run.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("choose another run directory");
        }
        RunLock.acquire(run).close();
    }

    @Test
    void another_process_holds_it_until_it_is_killed() throws IOException, InterruptedException {
        Process holder = start();
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> RunLock.acquire(run))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("process " + holder.pid());
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();

        RunLock.acquire(run).close();
        assertThat(Files.readString(run.resolve(".lock")))
                .isEqualTo(ProcessHandle.current().pid() + "\n");
    }

    @Test
    void a_directory_that_is_not_there_is_a_storage_error() {
        assertThatThrownBy(() -> RunLock.acquire(run.resolve("none")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot lock");
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        run.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The other process: takes the lock, says so, and waits to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws InterruptedException {
            try (RunLock lock = RunLock.acquire(Path.of(args[0]))) {
                System.out.println(lock == null ? "" : "locked");
                TimeUnit.MINUTES.sleep(2);
            }
        }
    }
}
