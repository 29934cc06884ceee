package org.memhop.tasks.kb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Settings;
import org.memhop.core.run.RunConfig;
import org.memhop.core.train.TrainingData;
import org.memhop.tasks.kb.format.KbPart;
import org.memhop.tasks.kb.format.KbWriter;
import org.memhop.tasks.kb.generate.FilmWorld;

class KbTaskProviderTest {
    @TempDir
    Path directory;

    private final KbTaskProvider provider = new KbTaskProvider();

    @Test
    void it_is_found_as_a_plugin() {
        assertThat(ServiceLoader.load(TaskProvider.class)).anyMatch(KbTaskProvider.class::isInstance);
        assertThat(provider.id()).isEqualTo("kb");
    }

    @Test
    void without_any_data_a_knowledge_base_is_made_up() {
        TaskData data = load(provider.standard());

        assertThat(data.name()).isEqualTo("kb");
        assertThat(data.source()).containsEntry("generated knowledge base", "1000 questions, seed 1");
        assertThat(data.parts()).extracting(Part::name).containsExactly("one-join", "two-joins");
        Example example = data.parts().get(1).test().questions().get(0);
        assertThat(example.story()).hasSize(50).allMatch(sentence -> sentence.size() == 3);
        assertThat(example.story()).anyMatch(sentence -> sentence.get(2).equals(example.answer()));
    }

    @Test
    void every_setting_of_the_recipe_exists_and_the_data_suits_it() {
        Map<String, String> recipe = Recipes.keyValue();
        Settings settings = RunConfig.settings(recipe, Settings.standard(), "recipe");
        recipe.forEach((name, value) -> assertThat(settings.text(name)).isEqualTo(value));

        TrainingData training = TrainingData.of(load(provider.standard()), settings);
        assertThat(training.size().slots()).isEqualTo(50);
        assertThat(training.train().size()).isEqualTo(1000);
    }

    @Test
    void one_kind_of_questions_can_be_learnt_alone() {
        TaskData data = load(new TaskRequest("two-joins", Optional.empty(), "kb", 100, 1));

        assertThat(data.name()).isEqualTo("kb-two-joins");
        assertThat(data.parts()).extracting(Part::name).containsExactly("two-joins");
    }

    @Test
    void files_give_the_questions_that_were_written() {
        write(directory);

        TaskData read = load(from(directory, "joint"));

        assertThat(read.parts())
                .isEqualTo(load(new TaskRequest("joint", Optional.empty(), "kb", 100, 4))
                        .parts());
        assertThat(read.source())
                .hasSize(7)
                .containsKey(directory.resolve("kb.txt").toString());
        assertThat(load(from(directory, "one-join")).parts())
                .containsExactly(read.parts().get(0));
    }

    @Test
    void files_may_lie_in_a_directory_that_is_called_like_the_set() throws IOException {
        write(Files.createDirectory(directory.resolve("films")));

        assertThat(load(new TaskRequest("joint", Optional.of(directory), "films", 1, 1))
                        .parts())
                .hasSize(2);
    }

    @Test
    void without_a_file_for_validation_the_trainer_holds_questions_out() throws IOException {
        write(directory);
        Files.delete(directory.resolve("one-join.valid.txt"));

        assertThat(load(from(directory, "joint")).parts())
                .extracting(part -> part.validation().isPresent())
                .containsExactly(false, true);
    }

    @Test
    void files_that_are_missing_are_named() throws IOException {
        assertThatThrownBy(() -> provider.load(from(directory, "joint")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(directory + ": found no kb.txt")
                .hasMessageContaining("memhop generate kb");
        Files.writeString(directory.resolve("kb.txt"), "a b c\n");
        assertThatThrownBy(() -> provider.load(from(directory, "joint")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("found no questions");
        Files.writeString(directory.resolve("all.train.txt"), "b of a ?\tc\n");
        assertThatThrownBy(() -> provider.load(from(directory, "joint")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no all.test.txt");
    }

    @Test
    void an_error_in_a_file_names_the_line() throws IOException {
        write(directory);
        Files.writeString(directory.resolve("two-joins.test.txt"), "who is it ?\tfilm_1\n");

        assertThatThrownBy(() -> provider.load(from(directory, "joint")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("two-joins.test.txt:1: found a question that names no subject");
    }

    @Test
    void questions_that_are_not_there_and_single_files_are_refused() {
        assertThatThrownBy(() -> provider.load(new TaskRequest("three-joins", Optional.empty(), "kb", 100, 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("three-joins: expected joint for all questions, or one of one-join, two-joins");
        TaskRequest files =
                new TaskRequest("joint", Optional.empty(), "kb", 100, 1, Map.of("train", directory.resolve("t.txt")));
        assertThatThrownBy(() -> provider.load(files))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("found train");
    }

    private static void write(Path place) {
        FilmWorld world = FilmWorld.of(100, 4);
        KbWriter writer = new KbWriter();
        writer.triples(world.triples(), place.resolve("kb.txt"));
        for (KbPart part : world.parts()) {
            writer.questions(part.train(), place.resolve(part.name() + ".train.txt"));
            writer.questions(part.validation().orElse(List.of()), place.resolve(part.name() + ".valid.txt"));
            writer.questions(part.test(), place.resolve(part.name() + ".test.txt"));
        }
    }

    private static TaskRequest from(Path place, String selection) {
        return new TaskRequest(selection, Optional.of(place), "kb", 1000, 1);
    }

    private TaskData load(TaskRequest request) {
        List<TaskData> data = provider.load(request);
        assertThat(data).hasSize(1);
        return data.get(0);
    }
}
