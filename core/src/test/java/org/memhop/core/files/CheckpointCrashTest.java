package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.memhop.core.files.CheckpointsTest.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.memhop.api.StorageException;

/** Stops saving at every point and in every way, and looks at what can be loaded then. */
class CheckpointCrashTest {
    /**
     * A change of the checkpoints to be interrupted.
     *
     * @param before the checkpoints saved before
     * @param old the newest before the change
     * @param renewed the newest after the change
     * @param stride how many operations and bytes lie between the places to be killed at
     */
    private record Change(
            String name,
            List<Checkpoint> before,
            Consumer<Checkpoints> change,
            Optional<Checkpoint> old,
            Optional<Checkpoint> renewed,
            int stride) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change(
                        "the first save",
                        List.of(),
                        c -> c.save(checkpoint(1, 1)),
                        Optional.empty(),
                        Optional.of(checkpoint(1, 1)),
                        5),
                new Change(
                        "a later save",
                        List.of(checkpoint(1, 1)),
                        c -> c.save(checkpoint(2, 2)),
                        Optional.of(checkpoint(1, 1)),
                        Optional.of(checkpoint(2, 2)),
                        1),
                new Change(
                        "saving a step again",
                        List.of(checkpoint(1, 1)),
                        c -> c.save(checkpoint(1, 2)),
                        Optional.of(checkpoint(1, 1)),
                        Optional.of(checkpoint(1, 2)),
                        5),
                new Change(
                        "deleting old ones",
                        List.of(checkpoint(1, 1), checkpoint(2, 2), checkpoint(3, 3)),
                        c -> c.retain(1, Set.of()),
                        Optional.of(checkpoint(3, 3)),
                        Optional.of(checkpoint(3, 3)),
                        1));
    }

    @TempDir
    Path temporary;

    @ParameterizedTest
    @MethodSource("changes")
    void killed_after_any_operation_or_byte_it_leaves_the_old_or_the_new(Change change) throws IOException {
        Set<Optional<Checkpoint>> seen = new HashSet<>();
        for (int steps = 0; ; steps += change.stride()) {
            Path directory =
                    Files.createDirectory(temporary.resolve("run" + steps)).resolve("checkpoints");
            Checkpoints undisturbed = new Checkpoints(directory, FailingDisk.killedAfter(Long.MAX_VALUE));
            change.before().forEach(undisturbed::save);

            FailingDisk disk = FailingDisk.killedAfter(steps);
            try {
                change.change().accept(new Checkpoints(directory, disk));
            } catch (StorageException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            seen.add(theLoadable(directory, change));
            if (steps % 11 == 0) {
                theNextSaveWorks(directory);
            }
            if (!disk.hasFailed()) {
                assertThat(steps).as("places to be killed at").isGreaterThan(10);
                break;
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(Set.copyOf(List.of(change.old(), change.renewed())));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_power_cut_at_any_moment_leaves_the_old_or_the_new(Change change) throws IOException {
        Path live = Files.createDirectory(temporary.resolve("live"));
        PowerCutDisk disk = new PowerCutDisk(live);
        Checkpoints checkpoints = new Checkpoints(live.resolve("checkpoints"), disk);
        change.before().forEach(checkpoints::save);
        disk.syncEverything();
        int start = disk.events();
        change.change().accept(checkpoints);

        Set<Optional<Checkpoint>> seen = new HashSet<>();
        Set<Map<String, List<Byte>>> tried = new HashSet<>();
        for (int events = start; events <= disk.events(); events++) {
            for (Map<String, List<Byte>> state : disk.statesAfter(events)) {
                if (tried.add(state)) {
                    seen.add(theLoadable(write(state, tried.size()).resolve("checkpoints"), change));
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(10);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(Set.copyOf(List.of(change.old(), change.renewed())));

        // Once the change has returned, no power cut undoes it.
        for (Map<String, List<Byte>> state : disk.statesAfter(disk.events())) {
            Path directory = write(state, 0).resolve("checkpoints");
            assertThat(new Checkpoints(directory).latest()).isEqualTo(change.renewed());
        }
    }

    @Test
    void a_crash_while_recovering_from_a_crash_loses_nothing() throws IOException {
        for (int steps = 0; steps < 40; steps++) {
            Path directory =
                    Files.createDirectory(temporary.resolve("run" + steps)).resolve("checkpoints");
            new Checkpoints(directory, FailingDisk.killedAfter(Long.MAX_VALUE)).save(checkpoint(1, 1));
            Files.move(directory.resolve("step-1"), directory.resolve(".replaced-step-1"));
            Files.createDirectory(directory.resolve(".tmp-step-1"));

            try {
                new Checkpoints(directory, FailingDisk.killedAfter(steps)).save(checkpoint(1, 1));
            } catch (StorageException e) {
                assertThat(e).hasMessageContaining("killed");
            }
            assertThat(new Checkpoints(directory).latest()).contains(checkpoint(1, 1));
        }
    }

    private static Optional<Checkpoint> theLoadable(Path directory, Change change) {
        Checkpoints after = new Checkpoints(directory);
        Optional<Checkpoint> latest = after.latest();
        assertThat(latest).isIn(change.old(), change.renewed());
        for (long step : after.list()) {
            assertThat(after.load(step).step()).isEqualTo(step);
        }
        return latest;
    }

    private static void theNextSaveWorks(Path directory) {
        Checkpoints next = new Checkpoints(directory, FailingDisk.killedAfter(Long.MAX_VALUE));
        next.save(checkpoint(9, 9));
        assertThat(next.latest()).contains(checkpoint(9, 9));
        assertThat(directory).isDirectoryNotContaining("glob:**/.*");
    }

    private Path write(Map<String, List<Byte>> state, int number) throws IOException {
        Path root = Files.createDirectories(temporary.resolve("state" + number));
        for (Map.Entry<String, List<Byte>> e : state.entrySet()) {
            Path file = root.resolve(e.getKey());
            Files.createDirectories(file.getParent());
            byte[] bytes = new byte[e.getValue().size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = e.getValue().get(i);
            }
            Files.write(file, bytes);
        }
        return root;
    }
}
