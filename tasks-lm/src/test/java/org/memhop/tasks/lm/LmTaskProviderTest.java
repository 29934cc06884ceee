package org.memhop.tasks.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.task.Examples;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.api.task.Text;
import org.memhop.core.config.Settings;
import org.memhop.core.run.RunConfig;

class LmTaskProviderTest {
    @TempDir
    Path directory;

    private final LmTaskProvider provider = new LmTaskProvider();

    @Test
    void it_is_found_as_a_plugin() {
        assertThat(ServiceLoader.load(TaskProvider.class)).anyMatch(LmTaskProvider.class::isInstance);
        assertThat(provider.id()).isEqualTo("lm");
    }

    @Test
    void without_any_data_a_text_is_generated_that_needs_no_download() {
        TaskData data = load(provider.standard());
        assertThat(data.name()).isEqualTo("lm-generated");
        assertThat(data.source()).containsKeys("generated text", "ideal test perplexity");
        assertThat(part(data).title())
                .contains("ideal perplexity " + data.source().get("ideal test perplexity"));
        assertThat(words(part(data).train())).hasSizeGreaterThan(40_000);
        assertThat(words(part(data).validation().orElseThrow()))
                .isNotEqualTo(words(part(data).test()));
        assertThat(load(provider.standard()).source()).isEqualTo(data.source());
    }

    @Test
    void a_file_to_be_scored_may_be_short_and_is_read_as_the_model_learnt_to_read() throws IOException {
        Path file = Files.writeString(directory.resolve("own.txt"), "a b\nc\n");
        TaskRequest request = new TaskRequest("auto", Optional.of(file), "", 0, 1);
        TaskRequest lines = new TaskRequest("lines", Optional.of(file), "", 0, 1);

        assertThat(scored(request, List.of("a", "<eos>"))).containsExactly("a", "b", "<eos>", "c", "<eos>");
        assertThat(scored(request, List.of("a", "b"))).containsExactly("a", "b", "c");
        assertThat(scored(lines, List.of("a"))).as("as it was asked for").contains("<eos>");
        assertThatThrownBy(() -> provider.forScoring(new TaskRequest("x", Optional.of(file), "", 0, 1), word -> true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("expected lines");
    }

    private List<String> scored(TaskRequest request, List<String> known) {
        TaskData data = provider.forScoring(request, known::contains).get(0);
        assertThat(words(part(data).train())).isEmpty();
        assertThat(part(data).validation()).isEmpty();
        return words(part(data).test());
    }

    @Test
    void every_setting_of_a_recipe_exists() {
        for (Map<String, String> recipe : List.of(Recipes.paper(), Recipes.text8(), Recipes.generated())) {
            Settings settings = RunConfig.settings(recipe, Settings.standard(), "recipe");
            recipe.forEach((name, value) -> assertThat(settings.text(name)).isEqualTo(value));
        }
    }

    @Test
    void penn_treebank_is_found_by_its_files_in_a_directory_or_in_ptb_below_it() throws IOException {
        Path ptb = Files.createDirectory(directory.resolve("ptb"));
        splits(ptb, "ptb.", ".txt");
        Files.writeString(ptb.resolve("README"), "nothing");
        Files.createDirectory(ptb.resolve("other.train.txt"));
        for (Path data : List.of(directory, ptb)) {
            TaskData found = load(data);
            assertThat(found.name()).isEqualTo("lm-ptb");
            assertThat(found.recipe()).containsEntry("dimension", "150").containsEntry("hops", "6");
            assertThat(found.source()).hasSize(3).allSatisfy((file, digest) -> {
                assertThat(file).contains("ptb.");
                assertThat(digest).hasSize("sha256 ".length() + 64);
            });
            assertThat(words(part(found).train())).containsExactly("the", "train", "<eos>", "text", "<eos>");
            assertThat(words(part(found).validation().orElseThrow())).contains("valid");
            assertThat(words(part(found).test())).contains("test");
        }
    }

    @Test
    void other_texts_are_called_by_their_files() throws IOException {
        splits(directory, "wiki.", ".tokens");
        assertThat(load(directory).name()).isEqualTo("lm-wiki");
        splits(directory, "ptb.char.", ".txt");
        splits(directory, "ptb.", ".txt");
        assertThat(load(directory).name()).isEqualTo("lm-ptb");
        assertThat(load(request("auto", Optional.of(directory), "ptb.char")).name())
                .isEqualTo("lm-ptb-char");
        assertThatThrownBy(() -> load(request("auto", Optional.of(directory), "text8")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ptb, ptb.char, wiki")
                .hasMessageContaining("--set");
    }

    @Test
    void files_that_are_only_called_after_their_splits_are_a_text() throws IOException {
        splits(directory, "", "");
        assertThat(load(directory).name()).isEqualTo("lm-text");
    }

    @Test
    void a_file_in_the_format_of_text8_is_one_stream_with_the_recipe_for_it() throws IOException {
        Files.writeString(directory.resolve("text8"), " anarchism originated as a term of abuse".repeat(1000));
        TaskData found = load(directory);
        assertThat(found.name()).isEqualTo("lm-text8");
        assertThat(found.recipe()).containsEntry("dimension", "500").containsEntry("min-count", "10");
        assertThat(words(part(found).train())).doesNotContain("<eos>").hasSizeBetween(6850, 6870);
        assertThat(load(directory.resolve("text8")).recipe()).isEqualTo(found.recipe());
    }

    @Test
    void a_file_of_ones_own_is_lines_or_a_stream_as_it_looks_or_as_told() throws IOException {
        Path file = Files.writeString(directory.resolve("my book.txt"), "call me ishmael\n".repeat(200));
        assertThat(load(file).name()).isEqualTo("lm-my-book-txt");
        assertThat(load(file).source()).hasSize(1);
        assertThat(words(part(load(file)).test())).hasSize(20 * 4);
        Text stream =
                (Text) part(load(request("stream", Optional.of(file), "ptb"))).test();
        assertThat(words(stream)).doesNotContain("<eos>").hasSizeLessThan(10);
    }

    @Test
    void files_can_be_named_one_by_one() throws IOException {
        splits(directory, "", ".txt");
        Path train = directory.resolve("train.txt");
        Map<String, Path> files =
                Map.of("train", train, "valid", directory.resolve("valid.txt"), "test", directory.resolve("test.txt"));
        assertThat(words(part(load(files)).test())).contains("test");
        assertThat(load(files).name()).isEqualTo("lm-train-txt");
        Files.writeString(train, "a\n".repeat(20));
        assertThat(words(part(load(Map.of("train", train))).test())).hasSize(4);
        assertThatThrownBy(() -> load(Map.of("train", train, "test", train)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--train")
                .hasMessageContaining("--valid and --test");
        assertThatThrownBy(() -> load(Map.of("valid", train))).isInstanceOf(ConfigException.class);
    }

    @Test
    void a_split_that_is_not_there_is_named() throws IOException {
        Files.writeString(directory.resolve("ptb.train.txt"), "a\nb\n");
        Files.writeString(directory.resolve("ptb.test.txt"), "a\nb\n");
        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none for valid");
    }

    @Test
    void two_files_for_one_split_are_refused() throws IOException {
        splits(directory, "wiki.", ".tokens");
        splits(directory, "wiki.", ".txt");
        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("both wiki.test.tokens and wiki.test.txt");
    }

    @Test
    void a_directory_without_a_text_says_what_it_holds_and_what_is_looked_for() throws IOException {
        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("holds nothing");
        for (int i = 0; i < 15; i++) {
            Files.writeString(directory.resolve("file" + i), "x");
        }
        assertThatThrownBy(() -> load(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("and 3 more")
                .hasMessageContaining("ptb.train.txt")
                .hasMessageContaining("text8");
        assertThatThrownBy(() -> load(directory.resolve("nowhere")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "", "LINES", "joint"})
    void a_selection_that_is_no_format_shows_the_formats(String selection) {
        assertThatThrownBy(() -> load(request(selection, Optional.of(directory), "ptb")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lines")
                .hasMessageContaining("stream")
                .hasMessageContaining("auto");
    }

    @Test
    void a_format_without_a_file_and_a_directory_beside_files_contradict() {
        assertThatThrownBy(() -> load(request("stream", Optional.empty(), "ptb")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--data");
        TaskRequest both = new TaskRequest("auto", Optional.of(directory), "ptb", 100, 1, Map.of("train", directory));
        assertThatThrownBy(() -> load(both)).isInstanceOf(ConfigException.class).hasMessageContaining("--train");
    }

    @Test
    void penn_treebank_itself_has_the_words_it_is_known_to_have() {
        String root = System.getenv("MEMHOP_DATA");
        if (root == null || !Files.isDirectory(Path.of(root, "ptb"))) {
            String reason = "skipped: MEMHOP_DATA does not name a directory with ptb/ptb.train.txt";
            System.out.println("LmTaskProviderTest: " + reason);
            Assumptions.abort(reason);
        }
        Part ptb = part(load(Path.of(root)));
        List<String> train = words(ptb.train());
        assertThat(train).hasSize(929_589);
        assertThat(new HashSet<>(train)).hasSize(10_000);
        assertThat(words(ptb.validation().orElseThrow())).hasSize(73_760);
        assertThat(words(ptb.test())).hasSize(82_430);
    }

    private static void splits(Path directory, String before, String after) throws IOException {
        for (String split : List.of("train", "valid", "test")) {
            Files.writeString(directory.resolve(before + split + after), " the " + split + " \n text \n");
        }
    }

    private TaskData load(Path data) {
        return load(request("auto", Optional.of(data), "ptb"));
    }

    private TaskData load(Map<String, Path> files) {
        return load(new TaskRequest("auto", Optional.empty(), "ptb", 100, 1, files));
    }

    private TaskData load(TaskRequest request) {
        List<TaskData> found = provider.load(request);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).parts()).hasSize(1);
        return found.get(0);
    }

    private static TaskRequest request(String selection, Optional<Path> data, String set) {
        return new TaskRequest(selection, data, set, 100, 1);
    }

    private static Part part(TaskData data) {
        return data.parts().get(0);
    }

    private static List<String> words(Examples examples) {
        List<String> words = new ArrayList<>();
        ((Text) examples).forEach(words::add);
        return words;
    }
}
