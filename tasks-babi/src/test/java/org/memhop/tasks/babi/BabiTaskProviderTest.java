package org.memhop.tasks.babi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.tasks.babi.format.BabiTask;
import org.memhop.tasks.babi.format.BabiWriter;
import org.memhop.tasks.babi.generate.BabiGenerator;

class BabiTaskProviderTest {
    @TempDir
    Path directory;

    private final BabiTaskProvider provider = new BabiTaskProvider();

    @Test
    void it_is_found_as_a_plugin() {
        assertThat(ServiceLoader.load(TaskProvider.class)).anyMatch(BabiTaskProvider.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"1;1", "1-3;1,2,3", "4,2;2,4", " 1 , 19-20 ;1,19,20"})
    void a_selection_is_read_as_it_is_written(String text, String tasks) {
        assertThat(BabiSelection.parse(text).tasks().toString().replace(" ", ""))
                .isEqualTo("[" + tasks + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "21", "1-21", "3-1", "one", "1,,2", "-1", "1-", "joint:", "joint:21"})
    void a_selection_that_is_none_shows_what_one_looks_like(String text) {
        assertThatThrownBy(() -> BabiSelection.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("1-20");
    }

    @Test
    void generated_data_has_the_number_of_questions_asked_for_and_other_stories_to_test() {
        TaskData task = load("6", 40, 3).get(0);
        List<Example> train = task.parts().get(0).train().questions();
        assertThat(task.name()).isEqualTo("babi-6");
        assertThat(train).hasSize(40);
        assertThat(task.parts().get(0).test().questions()).hasSize(40).isNotEqualTo(train);
        assertThat(load("6", 40, 3)).isEqualTo(List.of(task));
        assertThat(load("6", 40, 4)).isNotEqualTo(List.of(task));
    }

    @Test
    void all_tasks_together_are_one_model_with_the_papers_joint_recipe() {
        List<TaskData> tasks = load("joint", 10, 1);
        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.parts()).hasSize(20);
            assertThat(task.recipe()).containsEntry("dimension", "50").containsEntry("epochs", "60");
        });
        assertThat(load("1-20", 10, 1))
                .hasSize(20)
                .allMatch(task -> task.recipe().isEmpty());
    }

    @Test
    void some_tasks_together_are_one_model_as_well() {
        assertThat(load("joint:4,1", 10, 1)).singleElement().satisfies(task -> {
            assertThat(task.name()).isEqualTo("babi-joint");
            assertThat(task.parts()).extracting(Part::name).containsExactly("1", "4");
        });
    }

    @Test
    void a_question_sees_only_what_was_told_before_it() {
        List<Example> examples = load("1", 20, 1).get(0).parts().get(0).train().questions();
        assertThat(examples.get(0).story()).hasSize(2);
        assertThat(examples.get(1).story()).hasSize(4);
        assertThat(examples.get(1).story().get(0))
                .isSameAs(examples.get(0).story().get(0));
    }

    @Test
    void files_are_read_and_their_digests_kept() {
        new BabiWriter()
                .write(
                        new BabiGenerator().generate(1, 20, 1),
                        directory.resolve(BabiTask.of(1).trainFile()));
        new BabiWriter()
                .write(
                        new BabiGenerator().generate(1, 10, 2),
                        directory.resolve(BabiTask.of(1).testFile()));
        TaskData task = provider.load(new TaskRequest("1", Optional.of(directory), "en", 0, 0))
                .get(0);
        assertThat(task.parts().get(0).train().questions()).hasSize(20);
        assertThat(task.parts().get(0).test().questions()).hasSize(10);
        assertThat(task.source())
                .hasSize(2)
                .allSatisfy((file, digest) -> assertThat(digest).startsWith("sha256 "));
    }

    @Test
    void ones_own_file_holds_its_last_stories_out_as_a_test() {
        Path file = directory.resolve("my stories.txt");
        new BabiWriter().write(new BabiGenerator().generate(1, 100, 1), file); // 20 stories of 5 questions
        TaskData task = provider.load(new TaskRequest("1", Optional.of(file), "en", 0, 0))
                .get(0);
        assertThat(task.name()).isEqualTo("my-stories-txt");
        assertThat(task.parts().get(0).train().questions()).hasSize(90);
        assertThat(task.parts().get(0).test().questions()).hasSize(10);
    }

    @Test
    void a_file_with_too_few_stories_to_hold_any_out_is_refused() throws IOException {
        Path file = directory.resolve("one.txt");
        Files.writeString(file, "1 Mary is here.\n2 Where is Mary? \there\t1\n");
        assertThatThrownBy(() -> provider.load(new TaskRequest("1", Optional.of(file), "en", 0, 0)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("10 or more");
    }

    @Test
    void a_file_whose_last_stories_ask_nothing_is_refused() throws IOException {
        Path file = directory.resolve("quiet.txt");
        Files.writeString(file, "1 Mary is here.\n2 Where is Mary? \there\t1\n".repeat(9) + "1 Mary is here.\n");
        assertThatThrownBy(() -> provider.load(new TaskRequest("1", Optional.of(file), "en", 0, 0)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no question in the last 1 stories");
    }

    private List<TaskData> load(String selection, int questions, long seed) {
        return provider.load(new TaskRequest(selection, Optional.empty(), "en", questions, seed));
    }
}
