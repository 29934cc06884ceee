package org.memhop.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code that the documentation quotes is the code there is. */
class QuotedCodeTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void the_paper_in_one_hundred_lines_quotes_the_files_it_names_line_for_line() throws IOException {
        Markdown page = Markdown.read(DOCS.resolve("paper-in-one-hundred-lines.md"));

        assertThat(page.java()).hasSizeGreaterThan(10).allSatisfy(block -> {
            Path file = lastLink(page, block);
            assertThat(pieces(block.text()))
                    .as("a block of %s; bring the page up to date with the file", page.file())
                    .allSatisfy(piece -> assertThat(withoutIndentation(Files.readString(file)))
                            .contains(withoutIndentation(piece)));
        });
    }

    @Test
    void the_paper_in_one_hundred_lines_has_one_hundred_lines_at_most() throws IOException {
        List<String> lines = Markdown.read(DOCS.resolve("paper-in-one-hundred-lines.md")).java().stream()
                .flatMap(block -> block.text().lines())
                .toList();

        assertThat(lines).hasSizeBetween(80, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper-in-one-hundred-lines.md", "extending.md", "architecture.md", "../README.md"})
    void every_link_leads_to_a_file(String page) throws IOException {
        assertThat(Markdown.read(DOCS.resolve(page)).links())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    /** The methods of a block, which may stand apart in the file. */
    private static Stream<String> pieces(String block) {
        return Stream.of(block.split("\n\n"));
    }

    static Path lastLink(Markdown page, Markdown.Block block) {
        List<Path> links = page.links(block.before()).stream()
                .filter(link -> link.toString().endsWith(".java"))
                .toList();
        return links.get(links.size() - 1);
    }

    /** All code is formatted alike, so that only how deep a block stands can differ. */
    static String withoutIndentation(String code) {
        return code.replaceAll("(?m)^ +", "") + "\n";
    }
}
