package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.StorageException;

class AtomicFilesTest {
    private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "renewed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void text_is_written_as_UTF_8_over_what_was_there() throws IOException {
        Path file = directory.resolve("vocabulary.txt");
        AtomicFiles.write(file, "a much longer text than the next");
        AtomicFiles.write(file, "küche\n");

        assertThat(file).hasContent("küche\n");
        assertThat(Files.readAllBytes(file)).hasSize(7);
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void killed_after_any_operation_or_byte_it_leaves_the_old_or_the_new_content() throws IOException {
        Path file = directory.resolve("config.yaml");
        Set<String> seen = new HashSet<>();
        boolean done = false;
        for (int steps = 0; !done; steps++) {
            Files.write(file, OLD);
            FailingDisk disk = FailingDisk.killedAfter(steps);
            try {
                AtomicFiles.write(file, NEW, disk);
            } catch (StorageException e) {
                assertThat(e).hasMessageContaining("config.yaml").hasMessageContaining("killed");
            }
            seen.add(Files.readString(file));
            done = !disk.hasFailed();
        }
        assertThat(seen).containsExactlyInAnyOrder("old", "renewed");
    }

    @Test
    void a_power_cut_leaves_the_old_or_the_new_content_and_afterwards_the_new() throws IOException {
        PowerCutDisk disk = new PowerCutDisk(directory);
        Path file = directory.resolve("config.yaml");
        AtomicFiles.write(file, OLD, disk);
        int start = disk.events();
        AtomicFiles.write(file, NEW, disk);

        for (int events = start; events <= disk.events(); events++) {
            for (Map<String, List<Byte>> state : disk.statesAfter(events)) {
                assertThat(state.get("config.yaml")).isIn(boxed(OLD), boxed(NEW));
            }
        }
        for (Map<String, List<Byte>> state : disk.statesAfter(disk.events())) {
            assertThat(state).isEqualTo(Map.of("config.yaml", boxed(NEW)));
        }
    }

    @Test
    void a_full_disk_is_a_storage_error_and_leaves_no_litter() throws IOException {
        Path file = Files.write(directory.resolve("report.md"), OLD);

        assertThatThrownBy(() -> AtomicFiles.write(file, NEW, FailingDisk.fullAfter(3)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("No space left");
        assertThat(file).hasBinaryContent(OLD);
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    private static List<Byte> boxed(byte[] bytes) {
        List<Byte> boxed = new ArrayList<>();
        for (byte b : bytes) {
            boxed.add(b);
        }
        return boxed;
    }
}
