package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.FormatException;
import org.memhop.api.MemhopException;
import org.memhop.api.backend.Backend;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Checkpoint;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.Records;
import org.memhop.core.model.Model;
import org.memhop.core.model.ModelSize;

/** A finished run whose files were changed: by accident, or by someone who made the digests fit. */
class DamagedRunTest {
    private static final String CHECKPOINT = "checkpoints/step-45/";

    @TempDir
    static Path whole;

    @TempDir
    Path run;

    @BeforeAll
    static void train() {
        Toy.train(whole, Toy.config("optimizer", "momentum"));
    }

    @BeforeEach
    void copy() {
        Toy.copy(whole, run);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.yaml",
                "model.json",
                "vocabulary.txt",
                "data.json",
                "result.json",
                CHECKPOINT + "manifest.json",
                CHECKPOINT + "state.json",
                CHECKPOINT + "model.safetensors",
                CHECKPOINT + "optimizer.safetensors"
            })
    void flipped_bits_lost_ends_and_missing_files_are_errors_of_memhop_or_change_nothing(String name)
            throws IOException {
        Path file = run.resolve(name);
        byte[] right = Files.readAllBytes(file);
        int stride = Math.max(1, right.length / 120);
        int refused = 0;
        for (int at = 0; at < right.length; at += stride) {
            byte[] flipped = right.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            refused += refuses(file, flipped);
            refused += refuses(file, Arrays.copyOf(right, at));
        }
        assertThat(refused).as("not everything was taken").isPositive();
        Files.delete(file);
        useAll();
    }

    /** These bind the numbers of the checkpoint to their meaning: no change of them may give other answers. */
    @ParameterizedTest
    @ValueSource(strings = {"config.yaml", "model.json", "vocabulary.txt"})
    void what_a_network_answers_never_changes_unnoticed(String name) throws IOException {
        List<String> story = List.of("mary went to the kitchen", "john went to the hall");
        List<Reply.Candidate> expected = ranking(story);
        Path file = run.resolve(name);
        byte[] right = Files.readAllBytes(file);
        int stride = Math.max(1, right.length / 150);
        for (int at = 0; at < right.length; at += stride) {
            byte[] flipped = right.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            Throwable thrown = catchThrowable(() -> assertThat(ranking(story)).isEqualTo(expected));
            if (!(thrown instanceof MemhopException)) {
                assertThat(thrown).as("byte %d of %s", at, name).isNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "model.json, 3, 2147483647, slots",
        "model.json, 3, 100000, slots",
        "model.json, 5, 2147483647, sentence",
        "model.json, 5, 100000, sentence",
        "model.json, 3, 0, each must be 1 or more",
        "model.json, 5, -5, each must be 1 or more",
        "model.json, 13, 2147483647, vocabulary",
        "model.json, 13, 2147483648, not a valid ModelSize"
    })
    void sizes_that_no_machine_holds_are_refused_before_they_are_allocated(
            String name, String right, String wrong, String message) throws IOException {
        Path file = run.resolve(name);
        String json = Files.readString(file);
        assertThat(json).contains(": " + right);
        Files.writeString(file, json.replace(": " + right, ": " + wrong));
        forge(run, state -> state);

        assertThatThrownBy(() -> Toy.load(run))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "dimension: 6, dimension: 65536, there are 13 words",
        "hops: 2, hops: 100, found nothing for parameter",
        "precision: f32, precision: f64, found F32",
        "tying: adjacent, tying: layer-wise, found nothing for parameter",
        "temporal: time-words, temporal: rows, parameter"
    })
    void settings_of_another_model_are_refused_even_if_the_digests_fit(String right, String wrong, String message)
            throws IOException {
        Path file = run.resolve("config.yaml");
        String yaml = Files.readString(file);
        assertThat(yaml).contains("\n" + right + "\n");
        Files.writeString(file, yaml.replace("\n" + right + "\n", "\n" + wrong + "\n"));
        forge(run, state -> state);

        assertThatThrownBy(() -> Toy.load(run))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_memory_size_and_a_dimension_that_fit_each_other_still_need_the_memory() {
        Map<String, HostTensor> values = Map.of("A", HostTensor.of(Shape.of(4), 1f, 2f, 3f, 4f));
        Settings settings = Toy.config("memory-size", "100", "dimension", "2").settings();
        ModelSize size = new ModelSize(2, 1000, 100);

        // 100 slots of 1001 words, 1002 · 1001 · 2 weights, and 8 memories of 100 · 2: 2,107,704 numbers.
        Plausible.check(run, settings, size, values.values(), 16L * 2_107_704);
        assertThatThrownBy(() -> Plausible.check(run, settings, size, values.values(), 16L * 2_107_704 - 1))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "sentences of 1000 words in 100 slots, of dimension 2, take more memory than the 32 MiB");
    }

    @Test
    void a_memory_of_words_needs_the_memory_of_their_vectors() {
        Map<String, HostTensor> values = Map.of("A", HostTensor.zeros(DType.F32, Shape.of(2, 20_000)));
        Settings settings =
                Toy.config("memory-size", "100000", "dimension", "20000").settings();

        assertThatThrownBy(() ->
                        Plausible.check(run, settings, new ModelSize(2, 1, 100_000), values.values(), Long.MAX_VALUE))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("100000 slots, of dimension 20000, take more memory");
    }

    @Test
    void a_question_in_every_slot_needs_the_memory_of_all_pairs_of_slots() {
        Settings settings = Toy.config(
                        "memory", "query-reduction", "temporal", "none", "memory-size", "100", "dimension", "4")
                .settings();
        Graph graph = Model.of(settings, new ModelSize(9, 5, 100), Toy.PLUGINS).answering(1);

        Plausible.check(run, graph, 16L * 100 * 100);
        assertThatThrownBy(() -> Plausible.check(run, graph, 16L * 100 * 100 - 1))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("100, 100] numbers at once");
    }

    @Test
    void slots_that_look_at_each_other_need_the_memory_of_all_their_pairs() {
        Settings settings = Toy.config(
                        "memory", "self-attending:heads=2", "temporal", "none", "memory-size", "100", "dimension", "4")
                .settings();
        Graph graph = Model.of(settings, new ModelSize(9, 5, 100), Toy.PLUGINS).answering(1);

        // 2 heads, and 101 places that each of 100 slots looks at.
        Plausible.check(run, graph, 16L * 2 * 100 * 101);
        assertThatThrownBy(() -> Plausible.check(run, graph, 16L * 2 * 100 * 101 - 1))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "model.json: with these sizes hop2/attention computes [1, 2, 100, 101] numbers at once");
    }

    @Test
    void a_run_is_loaded_only_if_its_products_fit() throws IOException {
        Path run = this.run.resolve("attending");
        Toy.train(run, Toy.config("memory", "self-attending:heads=2", "temporal", "none"));
        Path config = run.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("memory-size: 3", "memory-size: 30000"));
        Path model = run.resolve("model.json");
        Files.writeString(model, Files.readString(model).replace("\"slots\" : 3", "\"slots\" : 30000"));
        forge(run, state -> state);

        assertThatThrownBy(() -> Toy.load(run))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "model.json: with these sizes hop2/attention computes [1, 2, 30000, 30001] numbers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"step\" : 45|\"step\" : -45",
                "\"epoch\" : 3|\"epoch\" : -3",
                "\"step_in_epoch\" : 0|\"step_in_epoch\" : 46",
                "\"step_in_epoch\" : 0|\"step_in_epoch\" : -1",
                "\"linear\" : false|\"linear\" : 0",
                "\"validation\" : [|\"validation\" : [ null,",
                "\"finished\" : true|\"finished\" : null"
            })
    void a_state_that_no_training_was_in_is_refused(String change) {
        String[] sides = change.split("\\|", -1);
        forge(run, state -> {
            assertThat(state).contains(sides[0]);
            return state.replace(sides[0], sides[1]);
        });

        assertThatThrownBy(() -> Toy.load(run))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(CHECKPOINT + "state.json:");
        assertThatThrownBy(this::resume).isInstanceOf(FormatException.class);
    }

    @Test
    void a_checkpoint_of_another_optimizer_cannot_be_gone_on_from() throws IOException {
        Path file = run.resolve("config.yaml");
        Files.writeString(file, Files.readString(file).replace("optimizer: momentum", "optimizer: adam"));

        assertThatThrownBy(this::resume).isInstanceOf(MemhopException.class).hasMessageContaining("/mean");
    }

    /** Saves the newest checkpoint again, with digests that fit, as of the model the other files speak of. */
    private static void forge(Path run, UnaryOperator<String> change) {
        Checkpoints checkpoints = new Checkpoints(run.resolve("checkpoints"));
        Checkpoint checkpoint = checkpoints.latest().orElseThrow();
        String state = checkpoint.stateJson();
        try {
            RunDirectory directory = new RunDirectory(run);
            Saved saved = Saved.of(checkpoint, run);
            Map<String, String> model = new LinkedHashMap<>(ModelStamp.of(
                    directory.config().settings(), directory.size(directory.vocabulary()), directory.vocabulary()));
            state = Records.write(new Saved(saved.training(), saved.seconds(), model));
        } catch (FormatException e) {
            assertThat(e).as("it will be refused for this already").isNotNull();
        }
        checkpoints.save(
                new Checkpoint(checkpoint.step(), checkpoint.model(), checkpoint.optimizer(), change.apply(state)));
    }

    private int refuses(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        return useAll();
    }

    /** Does all that reads files of a run; gives 1 if one of them refused. */
    private int useAll() {
        int refused = 0;
        for (Runnable use :
                List.<Runnable>of(() -> Toy.load(run).close(), this::resume, () -> new RunDirectory(run).result())) {
            Throwable thrown = catchThrowable(use::run);
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(MemhopException.class);
                assertThat(thrown.getMessage()).isNotBlank();
                refused = 1;
            }
        }
        return refused;
    }

    private void resume() {
        try (TrainingRun resumed = Toy.resume(run);
                Backend backend = Toy.backend("jvm")) {
            for (int restart = 0; restart < Math.min(2, resumed.restarts()); restart++) {
                resumed.train(restart, backend, Toy.stopAfter(1));
            }
        }
    }

    private List<Reply.Candidate> ranking(List<String> story) {
        try (MemoryNetwork network = Toy.load(run)) {
            return network.answer(story, "where is mary").ranking();
        }
    }
}
