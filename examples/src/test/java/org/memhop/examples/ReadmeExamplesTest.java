package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeExamplesTest {
    private static final Pattern CLASS =
            Pattern.compile("`((?:org\\.memhop\\.examples|com\\.example\\.memory)\\.\\w+)`");

    @Test
    void the_readme_lists_every_example_and_each_can_be_started() throws IOException {
        String readme = Markdown.read(Path.of("..", "README.md")).text();
        int section = readme.indexOf("\n## Examples\n");
        List<String> listed = new ArrayList<>();
        Matcher name = CLASS.matcher(readme.substring(section, readme.indexOf("\n## ", section + 1)));
        while (name.find()) {
            listed.add(name.group(1));
        }

        assertThat(listed).hasSize(7).containsExactlyInAnyOrderElementsOf(withMain());
    }

    private static List<String> withMain() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file)
                            .toString()
                            .replaceAll("\\.java$", "")
                            .replaceAll("[/\\\\]", "."))
                    .filter(name -> !name.endsWith("package-info") && hasMain(name))
                    .toList();
        }
    }

    private static boolean hasMain(String name) {
        try {
            Class.forName(name).getMethod("main", String[].class);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
