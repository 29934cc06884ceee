package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Settings;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.TrainingRun;
import org.memhop.core.train.TrainingObserver;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path directory;

    @Test
    void the_program_that_asks_questions_runs_exactly_as_printed() throws IOException, InterruptedException {
        train("babi", 1000, Map.of());
        assertThat(output(block("class Ask ")).lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("kitchen, ");
    }

    @Test
    void the_program_that_tells_words_runs_exactly_as_printed() throws IOException, InterruptedException {
        train("lm", 1000, Map.of("epochs", "1"));
        assertThat(output(block("class Tell ")).lines())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).matches("\\w+, \\d+ %|\\d+\\.\\d\\d"));
    }

    private String output(String program) throws IOException, InterruptedException {
        Matcher name = Pattern.compile("class (\\w+)").matcher(program);
        assertThat(name.find()).isTrue();
        Path source = directory.resolve(name.group(1) + ".java");
        Files.writeString(source, program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classes = System.getProperty("java.class.path");
        assertThat(compiler.run(
                        null, null, null, "-proc:none", "-cp", classes, "-d", directory.toString(), source.toString()))
                .isZero();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-cp",
                directory + System.getProperty("path.separator") + classes,
                name.group(1));
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Test
    void ones_own_stories_look_as_the_readme_shows_them() throws IOException {
        String story = Files.readString(README).replace("\r\n", "\n");
        int begin = story.indexOf("1 The parcel");
        Path file = directory.resolve("stories.txt");
        String one = story.substring(begin, story.indexOf("```", begin));
        Files.writeString(file, one.repeat(10));
        TaskData task = MemhopModule.plugins()
                .task("babi")
                .load(new TaskRequest("1", Optional.of(file), "en", 0, 0))
                .get(0);
        assertThat(task.parts().get(0).test().questions())
                .singleElement()
                .satisfies(example -> assertThat(example.answer()).isEqualTo("harbour"));
    }

    private void train(String kind, int questions, Map<String, String> changes) {
        Plugins plugins = MemhopModule.plugins();
        TaskRequest standard = plugins.task(kind).standard();
        TaskRequest request =
                new TaskRequest(standard.selection(), Optional.empty(), standard.set(), questions, standard.seed());
        TaskData task = plugins.task(kind).load(request).get(0);
        Settings settings = Settings.standard().with(task.recipe(), "recipe").with(changes, "test");
        RunConfig config = new RunConfig(kind, request, settings);
        Path run = directory.resolve("runs").resolve(task.name());
        try (Backend backend = plugins.open("jvm", BackendConfig.DEFAULT);
                TrainingRun training = TrainingRun.start(run, config, task, plugins, backend, 60)) {
            training.train(0, backend, TrainingObserver.NONE);
            training.finish();
        }
    }

    /** The block of Java that has this in it. */
    private static String block(String part) throws IOException {
        String readme = Files.readString(README).replace("\r\n", "\n");
        String fence = "```java\n";
        int begin = readme.lastIndexOf(fence, readme.indexOf(part)) + fence.length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }
}
