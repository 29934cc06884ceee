package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.model.Controller;
import org.memhop.api.model.Halting;
import org.memhop.api.model.Hop;
import org.memhop.api.model.Memory;
import org.memhop.api.model.Output;
import org.memhop.api.model.SentenceEncoder;
import org.memhop.core.config.Settings;

/** What {@code docs/extending.md} prints compiles, and does what the page says. */
class ExtendingTest {
    private static final String OURS = "package com.example.memory;";
    private static final Pattern NAME = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");
    private static final String SERVICES = "META-INF/services/org.memhop.api.model.ComponentProvider";

    @TempDir
    Path directory;

    private Markdown page = new Markdown(Path.of(""), "", List.of());

    @BeforeEach
    void read() throws IOException {
        page = Markdown.read(Path.of("..", "docs", "extending.md"));
    }

    @Test
    void the_programs_of_the_page_compile_and_print_what_it_says() throws Exception {
        compile();
        List<Markdown.Block> plain = page.blocks().stream()
                .filter(block -> block.language().isEmpty())
                .toList();
        Markdown.Block services = first(plain, SERVICES);
        Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(directory.resolve(SERVICES), services.text());

        List<String> shown =
                first(plain, "TrainFadingMemory.java").text().lines().toList();
        Shown.compare(shown, out -> run("com.example.memory.TrainFadingMemory", out));
    }

    @Test
    void the_classes_of_the_page_are_those_of_the_examples() throws IOException {
        assertThat(ours()).hasSize(3).allSatisfy(block -> {
            String path = "java/com/example/memory/" + name(block) + ".java";
            Path main = Path.of("src/main").resolve(path);
            assertThat(block)
                    .isEqualToIgnoringNewLines(Files.readString(
                            Files.exists(main) ? main : Path.of("src/test").resolve(path)));
        });
    }

    @Test
    void what_is_quoted_of_another_class_is_in_it() throws IOException {
        List<Markdown.Block> quoted = page.java().stream()
                .filter(block -> !block.text().startsWith(OURS))
                .toList();

        assertThat(quoted).isNotEmpty().allSatisfy(block -> {
            String code = QuotedCodeTest.withoutIndentation(Files.readString(QuotedCodeTest.lastLink(page, block)));
            assertThat(block.text().split("\n\n"))
                    .allSatisfy(piece -> assertThat(code).contains(QuotedCodeTest.withoutIndentation(piece)));
        });
    }

    @Test
    void the_table_of_kinds_names_every_setting_and_method() {
        Map<Class<?>, String> kinds = Map.of(
                Memory.class, "memory",
                SentenceEncoder.class, "encoding",
                Controller.class, "controller",
                Hop.class, "hop",
                Halting.class, "halting",
                Output.class, "output");

        kinds.forEach((kind, setting) -> {
            String row = page.text()
                    .lines()
                    .filter(line -> line.startsWith("| [" + kind.getSimpleName() + "]"))
                    .collect(Collectors.joining());
            List<String> named = new ArrayList<>();
            Matcher word = Pattern.compile("`(\\w+)`").matcher(row);
            while (word.find()) {
                named.add(word.group(1));
            }
            assertThat(Settings.standard().values()).containsKey(setting);
            assertThat(named)
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of(setting),
                                    Stream.of(kind.getMethods()).map(Method::getName))
                            .toList());
        });
    }

    private List<String> ours() {
        return page.java().stream()
                .map(Markdown.Block::text)
                .filter(text -> text.startsWith(OURS))
                .toList();
    }

    private static String name(String source) {
        Matcher name = NAME.matcher(source);
        assertThat(name.find()).isTrue();
        return name.group(1);
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-Xlint:all,-processing,-classfile,-path", "-Werror", "-cp", libraries()));
        arguments.addAll(List.of("-d", directory.toString()));
        for (String source : ours()) {
            arguments.add(Files.writeString(directory.resolve(name(source) + ".java"), source)
                    .toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private void run(String program, PrintStream out) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Duser.language=en",
                        "-cp",
                        directory + File.pathSeparator + libraries(),
                        program)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        out.print(Files.readString(output, StandardCharsets.UTF_8));
    }

    /** All that the tests see but the examples, which have the same classes. */
    private static String libraries() {
        Path own = Path.of("target").toAbsolutePath();
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(own))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The first block behind the first mention of something. */
    private static Markdown.Block first(List<Markdown.Block> blocks, String mentioned) {
        return blocks.stream()
                .filter(block -> block.before().contains(mentioned))
                .findFirst()
                .orElseThrow();
    }
}
