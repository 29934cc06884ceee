package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.wiring.Plugins;

class NewRunTest {
    @TempDir
    Path directory;

    private final Recorded task = new Recorded(1);

    @Test
    void a_run_trained_in_one_call_is_the_run_that_was_trained_step_by_step() {
        NewRun.train(directory.resolve("one"), plugins(), "toy", choices());
        Toy.train(directory.resolve("other"), Toy.config());

        assertThat(Toy.model(directory.resolve("one"))).isEqualTo(Toy.model(directory.resolve("other")));
    }

    @Test
    void every_restart_is_trained() {
        RunResult result = NewRun.train(directory.resolve("run"), plugins(), "toy", choices("restarts", "2"));

        assertThat(result.restarts()).hasSize(2);
        assertThat(new RunDirectory(directory.resolve("run")).result()).contains(result);
    }

    @Test
    void choices_come_after_the_recipe_of_the_data() {
        NewRun.train(directory.resolve("run"), plugins(), "toy", choices("hops", "1"));

        var settings = new RunDirectory(directory.resolve("run")).config().settings();
        assertThat(settings.text("hops")).isEqualTo("1");
        assertThat(settings.text("noise")).as("of the recipe").isEqualTo("0.05");
    }

    @Test
    void the_task_is_asked_for_the_data_that_was_chosen() {
        NewRun.train(
                directory.resolve("run"),
                plugins(),
                "toy",
                choices("task", "3", "data", "facts.txt", "set", "en-10k", "questions", "12", "data-seed", "9"));

        assertThat(task.asked)
                .containsExactly(
                        new TaskRequest("3", Optional.of(Path.of("facts.txt").toAbsolutePath()), "en-10k", 12, 9));
    }

    @Test
    void files_of_the_splits_are_handed_to_the_task() {
        NewRun.train(directory.resolve("run"), plugins(), "toy", choices("train", "a", "test", "b"));

        assertThat(task.asked.get(0).files())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "train",
                        Path.of("a").toAbsolutePath(),
                        "test",
                        Path.of("b").toAbsolutePath()));
    }

    @Test
    void a_key_that_there_is_not_is_an_error_that_names_the_nearest() {
        assertThatThrownBy(() -> NewRun.train(directory.resolve("run"), plugins(), "toy", choices("hop-s", "1")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("choices: there is no setting \"hop-s\"; did you mean hops?");
    }

    @Test
    void a_number_that_is_none_is_an_error() {
        assertThatThrownBy(() -> NewRun.train(directory.resolve("run"), plugins(), "toy", choices("questions", "ten")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("choices: questions: found \"ten\"; expected a whole number from 0 to 2147483647");
    }

    @Test
    void a_path_that_is_none_is_an_error() {
        assertThatThrownBy(() -> NewRun.train(directory.resolve("run"), plugins(), "toy", choices("data", "a\0b")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("choices: data: found \"a\0b\"; expected a path");
    }

    @Test
    void data_for_several_models_is_refused() {
        Plugins plugins = plugins(new Recorded(2));
        assertThatThrownBy(() -> NewRun.train(directory.resolve("run"), plugins, "toy", choices()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("choices: task \"1-2\" is data for 2 models; expected one, as a run is one model");
    }

    @Test
    void a_run_that_is_there_is_left_alone() {
        NewRun.train(directory.resolve("run"), plugins(), "toy", choices());
        assertThatThrownBy(() -> NewRun.train(directory.resolve("run"), plugins(), "toy", choices()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("there is a run here already");
    }

    private Plugins plugins() {
        return plugins(task);
    }

    private static Plugins plugins(TaskProvider task) {
        return new Plugins(Toy.PLUGINS.backends(), Map.of("toy", task), Toy.PLUGINS.components());
    }

    /** The settings of {@link Toy#config}, and some more: name, value, name, value. */
    private static Map<String, String> choices(String... more) {
        Map<String, String> choices = new LinkedHashMap<>(Toy.SETTINGS);
        if (more.length == 0) {
            choices.put("noise", "0.1");
        }
        for (int i = 0; i < more.length; i += 2) {
            choices.put(more[i], more[i + 1]);
        }
        return choices;
    }

    /** The toy task with a recipe, which remembers what it was asked for. */
    private static final class Recorded implements TaskProvider {
        private final List<TaskRequest> asked = new ArrayList<>();
        private final int models;

        Recorded(int models) {
            this.models = models;
        }

        @Override
        public String id() {
            return "toy";
        }

        @Override
        public String summary() {
            return "a few stories";
        }

        @Override
        public TaskRequest standard() {
            return new TaskRequest("1-2", Optional.empty(), "en", 40, 7);
        }

        @Override
        public List<TaskData> load(TaskRequest request) {
            asked.add(request);
            TaskData toy = Toy.task();
            TaskData one = new TaskData(toy.name(), toy.parts(), Map.of("noise", "0.05"), toy.source());
            return Collections.nCopies(models, one);
        }
    }
}
