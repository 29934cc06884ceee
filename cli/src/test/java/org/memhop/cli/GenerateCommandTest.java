package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.tasks.babi.format.BabiReader;

class GenerateCommandTest {
    @TempDir
    Path directory;

    @Test
    void files_of_the_official_names_hold_as_many_questions_as_asked_for() throws IOException {
        Program.Outcome outcome =
                Program.run("generate", "babi", "--task", "1,19", "--questions", 30, "--out", directory);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.lines().get(1)).startsWith(" 1 single supporting fact");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder(
                            "qa1_single-supporting-fact_train.txt",
                            "qa1_single-supporting-fact_test.txt",
                            "qa19_path-finding_train.txt",
                            "qa19_path-finding_test.txt");
        }
        assertThat(new BabiReader()
                        .read(directory.resolve("qa19_path-finding_test.txt")).stream()
                                .mapToInt(story -> story.queries().size())
                                .sum())
                .isEqualTo(30);
        assertThat(directory.resolve("qa1_single-supporting-fact_train.txt"))
                .content()
                .isNotEqualTo(Files.readString(directory.resolve("qa1_single-supporting-fact_test.txt")));
    }

    @Test
    void the_files_are_what_training_makes_up_when_given_none() {
        Program.run(
                "generate", "babi", "--task", 15, "--questions", 40, "--seed", 6, "--out", directory.resolve("data"));
        Object[] rest = {"--task", 15, "--epochs", 1, "--linear-start", "none", "--run"};

        String read = Program.run(join(rest, directory.resolve("a"), "--data", directory.resolve("data")))
                .out();
        String made = Program.run(join(rest, directory.resolve("b"), "--questions", 40, "--data-seed", 6))
                .out();

        assertThat(made.lines().toList().get(1)).startsWith("15 basic deduction");
        assertThat(read.lines().toList().get(1)).isEqualTo(made.lines().toList().get(1));
    }

    @Test
    void a_file_that_is_there_is_replaced_only_by_force() throws IOException {
        Path mine = Files.writeString(directory.resolve("qa1_single-supporting-fact_train.txt"), "mine");

        Program.Outcome refused = Program.run("generate", "babi", "--task", "1", "--out", directory);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("qa1_single-supporting-fact_train.txt is there already")
                .contains("--force");
        assertThat(mine).hasContent("mine");

        assertThat(Program.run("generate", "babi", "--task", "1", "--out", directory, "--force")
                        .status())
                .isZero();
        assertThat(Files.readString(mine)).startsWith("1 ");
    }

    @Test
    void there_is_nothing_but_babi_kb_and_text_to_generate() {
        Program.Outcome outcome = Program.run("generate", "poems", "--out", directory);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("\"poems\"; expected babi, kb or text");
    }

    private static Object[] join(Object[] rest, Object... more) {
        return Stream.of(Stream.of("train", "babi"), Stream.of(rest), Stream.of(more))
                .flatMap(s -> s)
                .toArray();
    }
}
