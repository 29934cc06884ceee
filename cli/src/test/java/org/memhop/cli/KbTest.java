package org.memhop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A knowledge base, from its files to an answer. */
class KbTest {
    @TempDir
    Path directory;

    @Test
    void the_files_are_what_training_makes_up_when_given_none() throws IOException {
        Path data = directory.resolve("data");
        Program.Outcome generated = Program.run("generate", "kb", "--questions", 60, "--seed", 6, "--out", data);

        assertThat(generated.status()).as(generated.err()).isZero();
        assertThat(generated.lines().get(1)).startsWith("one-join");
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).hasSize(7).contains(data.resolve("kb.txt"), data.resolve("two-joins.valid.txt"));
        }
        List<String> read = train("a", "--data", data);
        List<String> made = train("b", "--questions", 60, "--data-seed", 6);

        assertThat(read.get(1)).startsWith("one-join");
        assertThat(read.get(2)).startsWith("two-joins");
        assertThat(read.subList(0, 4)).isEqualTo(made.subList(0, 4));
    }

    @Test
    void what_was_learnt_is_scored_and_asked_about_triples_that_someone_types() throws IOException {
        train("run", "--questions", 60);
        Path run = directory.resolve("run");

        Program.Outcome scored = Program.run("evaluate", run);
        assertThat(scored.status()).as(scored.err()).isZero();
        assertThat(scored.out()).contains("one-join", "two-joins");
        Path story = Files.writeString(
                directory.resolve("story.txt"), "film_1 directed_by person_2\nperson_2 born_in city_1\n");
        Program.Outcome answer =
                Program.run("answer", run, "--story", story, "--question", "Where was the director of film_1 born?");
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("film_1 directed_by person_2", "person_2 born_in city_1", "hop 2");
    }

    @Test
    void a_file_that_is_there_is_replaced_only_by_force() throws IOException {
        Path mine = Files.writeString(directory.resolve("one-join.valid.txt"), "mine");

        Program.Outcome refused = Program.run("generate", "kb", "--out", directory);

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("one-join.valid.txt is there already", "--force");
        assertThat(mine).hasContent("mine");
        assertThat(directory.resolve("kb.txt")).doesNotExist();
        assertThat(Program.run("generate", "kb", "--out", directory, "--force").status())
                .isZero();
        assertThat(Files.readString(mine)).contains("?\t");
    }

    private List<String> train(String run, Object... data) {
        Object[] arguments = Stream.concat(
                        Stream.of("train", "kb", "--epochs", 2, "--run", directory.resolve(run)), Stream.of(data))
                .toArray();
        Program.Outcome outcome = Program.run(arguments);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.lines();
    }
}
