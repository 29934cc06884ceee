package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;

class CheckpointsTest {
    @TempDir
    Path run;

    private Path directory = Path.of("");
    private Checkpoints checkpoints = new Checkpoints(directory);

    @BeforeEach
    void setUp() {
        directory = run.resolve("checkpoints");
        checkpoints = new Checkpoints(directory);
    }

    /** A small checkpoint that can be told from others by one number. */
    static Checkpoint checkpoint(long step, float value) {
        return new Checkpoint(
                step,
                Map.of("A", HostTensor.of(Shape.of(2), value, -value)),
                Map.of("A.velocity", HostTensor.of(Shape.SCALAR, 0.5 * value)),
                "{\"epoch\":" + value + "}");
    }

    @Test
    void a_checkpoint_comes_back_as_it_was_saved() {
        checkpoints.save(checkpoint(3, 1.5f));

        assertThat(checkpoints.load(3)).isEqualTo(checkpoint(3, 1.5f));
        assertThat(directory.resolve("step-3"))
                .isDirectoryContaining("glob:**/model.safetensors")
                .isDirectoryContaining("glob:**/optimizer.safetensors")
                .isDirectoryContaining("glob:**/state.json")
                .isDirectoryContaining("glob:**/manifest.json");
    }

    @Test
    void the_latest_is_the_one_of_the_highest_step_as_a_number() {
        checkpoints.save(checkpoint(9, 1));
        checkpoints.save(checkpoint(10, 2));
        checkpoints.save(checkpoint(0, 3));

        assertThat(checkpoints.list()).containsExactly(0L, 9L, 10L);
        assertThat(checkpoints.latest()).contains(checkpoint(10, 2));
    }

    @Test
    void before_the_first_save_there_is_none() {
        assertThat(checkpoints.latest()).isEmpty();
        assertThat(checkpoints.list()).isEmpty();
        assertThatThrownBy(() -> checkpoints.load(1)).isInstanceOf(StorageException.class);
    }

    @Test
    void a_step_that_is_not_there_is_an_error_that_lists_those_that_are() {
        checkpoints.save(checkpoint(5, 1));

        assertThatThrownBy(() -> checkpoints.load(4))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("step 4")
                .hasMessageContaining("[5]");
    }

    @Test
    void saving_a_step_again_replaces_it() {
        checkpoints.save(checkpoint(5, 1));
        checkpoints.save(checkpoint(5, 2));

        assertThat(checkpoints.latest()).contains(checkpoint(5, 2));
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void the_newest_and_the_pinned_are_kept() {
        for (int step = 1; step <= 6; step++) {
            checkpoints.save(checkpoint(step, step));
        }
        checkpoints.retain(2, Set.of(3L, 99L));

        assertThat(checkpoints.list()).containsExactly(3L, 5L, 6L);
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
        assertThatThrownBy(() -> checkpoints.retain(0, Set.of())).hasMessageContaining("1 or more");
    }

    @Test
    void leftovers_of_a_crash_are_cleaned_up_by_the_next_save() throws IOException {
        checkpoints.save(checkpoint(1, 1));
        Files.createDirectories(directory.resolve(".tmp-step-2/deeper"));
        Files.writeString(directory.resolve(".tmp-step-2/deeper/model.safetensors"), "half");
        Files.move(directory.resolve("step-1"), directory.resolve(".replaced-step-1"));

        assertThat(checkpoints.latest()).contains(checkpoint(1, 1));
        checkpoints.save(checkpoint(2, 2));

        assertThat(checkpoints.list()).containsExactly(1L, 2L);
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void directories_that_are_no_complete_checkpoint_are_passed_over() throws IOException {
        checkpoints.save(checkpoint(1, 1));
        Files.createDirectories(directory.resolve("step-7"));
        Files.createDirectories(directory.resolve("step-08"));
        Files.writeString(directory.resolve("notes.txt"), "mine");

        assertThat(checkpoints.list()).containsExactly(1L);
        assertThat(checkpoints.latest()).contains(checkpoint(1, 1));
    }

    @Test
    void files_of_ones_own_in_a_checkpoint_do_no_harm() throws IOException {
        checkpoints.save(checkpoint(1, 1));
        Files.writeString(directory.resolve("step-1/notes.txt"), "mine");

        assertThat(checkpoints.load(1)).isEqualTo(checkpoint(1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "optimizer.safetensors", "state.json", "manifest.json"})
    void every_flipped_bit_and_every_cut_is_an_error_that_names_the_file(String name) throws IOException {
        checkpoints.save(checkpoint(12, 1));
        Path file = directory.resolve("step-12").resolve(name);
        byte[] good = Files.readAllBytes(file);

        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> checkpoints.load(12))
                    .as("bit %d of %s", bit, name)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(name);
        }
        for (int length = 0; length < good.length - 1; length++) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertThatThrownBy(() -> checkpoints.latest())
                    .as("%d bytes of %s", length, name)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void a_missing_file_is_an_error_that_names_it_and_says_what_to_do() throws IOException {
        checkpoints.save(checkpoint(12, 1));
        Files.delete(directory.resolve("step-12/state.json"));

        assertThatThrownBy(() -> checkpoints.latest())
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("step-12/state.json: the file is missing")
                .hasMessageContaining("delete");
    }

    @Test
    void a_manifest_of_another_format_step_or_size_is_refused() throws IOException {
        checkpoints.save(checkpoint(12, 1));
        Path manifest = directory.resolve("step-12/manifest.json");
        String good = Files.readString(manifest);

        for (Map.Entry<String, String> bad : Map.of(
                        good.replace("checkpoint-1", "checkpoint-2"),
                        "newer Memhop",
                        good.replace("12", "13"),
                        "step is 13; expected 12",
                        good.replace("state.json", "../state.json"),
                        "../state.json",
                        good.replaceFirst("\"bytes\"", "\"size\""),
                        "bytes and sha256",
                        "[]",
                        "a JSON object",
                        good + " ".repeat(20_000),
                        "expected the manifest to end")
                .entrySet()) {
            Files.writeString(manifest, bad.getKey());
            assertThatThrownBy(() -> checkpoints.load(12))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(bad.getValue());
        }
    }

    @Test
    void a_full_disk_is_a_storage_error_and_the_old_checkpoint_is_untouched() {
        checkpoints.save(checkpoint(1, 1));
        int refused = 0;
        while (true) {
            FailingDisk disk = FailingDisk.fullAfter(refused);
            Checkpoints full = new Checkpoints(directory, disk);
            if (refused > 10_000 || !failsToSave(full)) {
                break;
            }
            refused++;
            assertThat(checkpoints.list()).containsExactly(1L);
            assertThat(checkpoints.latest()).contains(checkpoint(1, 1));
            assertThat(directory).isDirectoryNotContaining("glob:**/.*");
        }
        assertThat(refused).as("bytes of a checkpoint").isBetween(500, 2000);
        assertThat(checkpoints.list()).containsExactly(1L, 2L);
    }

    private static boolean failsToSave(Checkpoints full) {
        try {
            full.save(checkpoint(2, 2));
            return false;
        } catch (StorageException e) {
            assertThat(e).hasMessageContaining("No space left").hasMessageContaining("step-2");
            return true;
        }
    }

    @Test
    void steps_out_of_range_are_refused() {
        assertThatThrownBy(() -> checkpoint(-1, 0)).hasMessageContaining("step -1");
        assertThatThrownBy(() -> checkpoint(Long.MAX_VALUE, 0)).hasMessageContaining("step");
    }

    @Test
    void a_place_that_cannot_be_written_is_a_storage_error() throws IOException {
        Path file = Files.writeString(run.resolve("file"), "");
        Checkpoints nowhere = new Checkpoints(file.resolve("checkpoints"));

        assertThatThrownBy(() -> nowhere.save(checkpoint(1, 1))).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> nowhere.load(1)).isInstanceOf(StorageException.class);
    }
}
