package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    void the_program_in_the_readme_runs_exactly_as_printed() throws IOException, InterruptedException {
        train(directory.resolve("runs").resolve("babi-1"));
        String program = block("java");
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
        assertThat(Files.readString(output, StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("kitchen, ");
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

    private static void train(Path run) {
        Plugins plugins = MemhopModule.plugins();
        TaskRequest request = new TaskRequest("1", Optional.empty(), "en", 1000, 1);
        TaskData task = plugins.task("babi").load(request).get(0);
        RunConfig config = new RunConfig("babi", request, Settings.standard());
        try (Backend backend = plugins.open("jvm", BackendConfig.DEFAULT);
                TrainingRun training = TrainingRun.start(run, config, task, plugins, backend, 60)) {
            training.train(0, backend, TrainingObserver.NONE);
            training.finish();
        }
    }

    private static String block(String language) throws IOException {
        String readme = Files.readString(README).replace("\r\n", "\n");
        String fence = "```" + language.toLowerCase(Locale.ROOT) + "\n";
        int begin = readme.indexOf(fence) + fence.length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }
}
