package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.train.TrainingObserver;

class TrainingRunTest {
    @TempDir
    Path directory;

    private final Backend backend = Toy.backend("jvm");

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void a_finished_run_leaves_every_file() throws IOException {
        Path place = directory.resolve("deep/run");
        RunResult result = Toy.train(place, Toy.config());

        try (Stream<Path> files = Files.walk(place)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> place.relativize(file).toString().replaceAll("tfevents.*", "tfevents")))
                    .containsExactlyInAnyOrder(
                            ".lock",
                            "config.yaml",
                            "data.json",
                            "environment.json",
                            "model.json",
                            "vocabulary.txt",
                            "metrics.jsonl",
                            "events/events.out.tfevents",
                            "checkpoints/step-45/model.safetensors",
                            "checkpoints/step-45/optimizer.safetensors",
                            "checkpoints/step-45/state.json",
                            "checkpoints/step-45/manifest.json",
                            "result.json",
                            "report.md");
        }
        assertThat(new RunDirectory(place).result()).contains(result);
        assertThat(Files.readString(place.resolve("environment.json")))
                .contains("\"seed\" : 1", "\"data-seed\" : 7", "\"id\" : \"jvm\"");
        assertThat(Files.readAllLines(place.resolve("vocabulary.txt")))
                .contains("kitchen", "mary")
                .isSorted();
        assertThat(Files.readString(place.resolve("model.json"))).contains("\"sentence_words\" : 5", "\"slots\" : 3");
        assertThat(Files.readString(place.resolve("data.json"))).contains("\"generator\" : \"toy\"");
    }

    @Test
    void a_run_says_what_it_is() {
        try (TrainingRun run = Toy.start(directory, Toy.config("restarts", "3"), backend)) {
            assertThat(run.restarts()).isEqualTo(3);
            assertThat(run.path()).isEqualTo(directory);
            assertThat(run.config()).isEqualTo(Toy.config("restarts", "3"));
            assertThat(run.finished(0)).isEmpty();
            assertThat(TrainingRun.version()).isNotBlank();
        }
    }

    @Test
    void the_first_restart_has_the_seed_that_was_set_and_no_other_seed_shares_its_restarts() {
        assertThat(Training.seed(Long.MAX_VALUE, 0)).isEqualTo(Long.MAX_VALUE);
        List<Long> ofOne = List.of(Training.seed(1, 0), Training.seed(1, 1), Training.seed(1, 2));
        List<Long> ofTwo = List.of(Training.seed(2, 0), Training.seed(2, 1), Training.seed(2, 2));
        assertThat(ofOne).doesNotHaveDuplicates().doesNotContainAnyElementsOf(ofTwo);
        assertThat(ofOne).allMatch(seed -> seed >= 0).startsWith(1L);
    }

    @Test
    void none_is_begun_where_one_is() {
        Toy.start(directory, Toy.config(), backend).close();

        assertThatThrownBy(() -> Toy.start(directory, Toy.config("hops", "1"), backend))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("there is a run here already")
                .hasMessageContaining("--resume " + directory);
        assertThat(new RunDirectory(directory).config()).isEqualTo(Toy.config());
    }

    @Test
    void none_is_begun_or_taken_up_while_another_holds_it() {
        try (TrainingRun run = Toy.start(directory, Toy.config(), backend)) {
            assertThat(run).isNotNull();
            assertThatThrownBy(() -> Toy.resume(directory))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another training is writing to this run");
            RunDirectory begun = new RunDirectory(directory);
            Toy.delete(begun.path().resolve("config.yaml")); // as if it were not written yet
            assertThatThrownBy(() -> Toy.start(directory, Toy.config(), backend))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("another training is writing to this run");
        }
        Toy.start(directory, Toy.config(), backend).close();
    }

    @Test
    void none_is_taken_up_where_none_is() {
        assertThatThrownBy(() -> Toy.resume(directory))
                .isInstanceOf(StorageException.class)
                .hasMessage(directory + ": there is no run here; expected a directory that memhop train made");
    }

    @Test
    void none_is_taken_up_with_other_data() {
        Toy.start(directory, Toy.config(), backend).close();
        TaskData other = Toy.task(1);
        TaskData renamed =
                new TaskData("other", other.parts(), Map.of(), Toy.task().source());
        TaskData poorer = new TaskData("toy", other.parts(), Map.of(), Map.of("seed", "0"));

        assertThatThrownBy(() -> TrainingRun.resume(directory, other, Toy.PLUGINS, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory + ": the data has changed since this run began: seed: found 1, expected 0;"
                        + " bring the old data back, or start a new run");
        assertThatThrownBy(() -> TrainingRun.resume(directory, renamed, Toy.PLUGINS, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("name: found other, expected toy");
        assertThatThrownBy(() -> TrainingRun.resume(directory, poorer, Toy.PLUGINS, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("generator: found nothing, expected toy");
    }

    @Test
    void none_is_taken_up_that_would_train_another_model() throws IOException {
        try (TrainingRun run = Toy.start(directory, Toy.config(), backend)) {
            run.train(0, backend, Toy.stopAfter(3));
        }
        Path config = directory.resolve("config.yaml");
        String yaml = Files.readString(config);
        Files.writeString(config, yaml.replace("encoding: position-authors", "encoding: position"));

        try (TrainingRun run = Toy.resume(directory)) {
            assertThatThrownBy(() -> run.train(0, backend, TrainingObserver.NONE))
                    .isInstanceOf(FormatException.class)
                    .hasMessage(config + ": encoding is position; the checkpoint was saved with position-authors:"
                            + " bring back the file as it was");
        }
        Files.writeString(config, yaml.replace("memory-size: 3", "memory-size: 2"));
        assertThatThrownBy(() -> Toy.resume(directory))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("slots");
    }

    @Test
    void a_result_needs_every_restart() {
        try (TrainingRun run = Toy.start(directory, Toy.config("restarts", "2"), backend)) {
            assertThat(run.train(0, backend, TrainingObserver.NONE)).isTrue();
            assertThat(run.train(1, backend, Toy.stopAfter(2))).isFalse();

            assertThat(run.finished(0)).isPresent();
            assertThatThrownBy(run::finish)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContaining("restart 2 of 2 is not finished");
            assertThat(new RunDirectory(directory).result()).isEmpty();
            assertThatThrownBy(() -> Toy.load(directory))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("no trained model yet")
                    .hasMessageContaining("memhop train --resume " + directory);
        }
    }

    @Test
    void nothing_to_train_is_a_finished_run() {
        Toy.train(directory, Toy.config("epochs", "0", "linear-start", "none"));

        assertThat(Toy.lastStep(directory)).isZero();
        assertThat(new RunDirectory(directory).result()).isPresent();
    }

    @Test
    void a_training_that_diverges_names_the_step_the_tensor_and_the_last_good_checkpoint() {
        RunConfig config = Toy.config("linear-start", "none", "clip", "none", "learning-rate", "1000");
        try (TrainingRun run = TrainingRun.start(directory, config, Toy.task(), Toy.PLUGINS, backend, 0)) {
            assertThatThrownBy(() -> run.train(0, backend, TrainingObserver.NONE))
                    .isInstanceOf(TrainingException.class)
                    .hasMessageStartingWith(directory + ": step ")
                    .hasMessageMatching(
                            "(?s).*element \\d+ of .*[AC]\\d.* is (NaN|-?Infinity).*; the last good checkpoint: step "
                                    + Toy.lastStep(directory));
            try (MemoryNetwork network = Toy.load(directory)) {
                assertThat(network.answer(List.of(), "where is mary").ranking())
                        .as("of finite parameters")
                        .isNotEmpty();
            }
            assertThatThrownBy(() -> run.train(0, backend, TrainingObserver.NONE))
                    .as("taken up from there")
                    .isInstanceOf(TrainingException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "end\r", "half \uD83D"})
    void words_that_could_not_be_read_back_are_refused_before_anything_is_written(String word) {
        Example example = new Example(List.of(List.of("a")), List.of("b"), word);
        TaskData task = new TaskData(
                "odd", List.of(Part.of("1", "t", List.of(example, example), List.of())), Map.of(), Map.of());
        RunConfig config = Toy.config("validation", "0");

        assertThatThrownBy(() -> TrainingRun.start(directory, config, task, Toy.PLUGINS, backend, 1))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the data has the word");
        assertThat(new RunDirectory(directory).exists()).isFalse();
        assertThat(directory.resolve("vocabulary.txt")).doesNotExist();
    }

    @Test
    void a_directory_that_cannot_be_made_is_a_storage_error() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertThatThrownBy(() -> Toy.start(file.resolve("run"), Toy.config(), backend))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot create");
        assertThatThrownBy(() -> Toy.start(file, Toy.config(), backend)).isInstanceOf(StorageException.class);
        assertThat(file).hasContent("in the way");
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(strings = {"vocabulary.txt", "model.json", "data.json", "environment.json", "config.yaml"})
    void a_disk_that_is_full_leaves_no_run_and_it_can_be_begun_later(String name) throws IOException {
        Files.createSymbolicLink(directory.resolve(".tmp-" + name), Path.of("/dev/full"));

        assertThatThrownBy(() -> Toy.start(directory, Toy.config(), backend))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("No space left");
        assertThat(new RunDirectory(directory).exists()).isFalse();
        assertThat(directory.resolve(name)).doesNotExist();
        Toy.start(directory, Toy.config(), backend).close();
    }
}
