package org.memhop.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

class RunDirectoryTest {
    private static final String SCORES =
            "\"epochs\":1,\"validation_loss\":1,\"train_error\":1.0,\"train_loss\":2.0,\"validation_error\":3.0,"
                    + "\"test_error\":4.0,\"seconds\":5.0,\"parts\":[]}";

    @TempDir
    Path directory;

    @Test
    void holds_itself_or_the_runs_below_by_number() throws IOException {
        for (String name : new String[] {"a-task-10", "a-task-9", "a-task-2", "notes"}) {
            Files.createDirectory(directory.resolve(name));
        }
        for (String name : new String[] {"a-task-10", "a-task-9", "a-task-2"}) {
            Files.writeString(directory.resolve(name).resolve("config.yaml"), "");
        }
        Files.writeString(directory.resolve("file"), "");

        assertThat(RunDirectory.below(directory))
                .extracting(run -> run.path().getFileName().toString())
                .containsExactly("a-task-2", "a-task-9", "a-task-10");
        Path one = directory.resolve("a-task-9");
        assertThat(RunDirectory.below(one)).containsExactly(new RunDirectory(one));
    }

    @Test
    void says_where_no_run_is() {
        assertThatThrownBy(() -> RunDirectory.below(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(directory + ": this is not a run, and holds none");
        assertThatThrownBy(() -> RunDirectory.below(directory.resolve("none")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("there is no such directory");
        assertThatThrownBy(() -> new RunDirectory(directory).config())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("there is no run here");
        assertThat(new RunDirectory(directory).result()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''|vocabulary.txt:1: the file is empty",
                "a,,b|vocabulary.txt:2: found \"\"",
                "a,b,a|vocabulary.txt:3: found \"a\"",
                "a,b|model.json: vocabulary is 4; expected 3"
            })
    void a_vocabulary_has_words_each_once_and_as_many_as_the_model(String words, String message) throws IOException {
        Files.writeString(directory.resolve("vocabulary.txt"), words.replace(',', '\n'));
        Files.writeString(directory.resolve("model.json"), "{\"vocabulary\":4,\"sentence_words\":5,\"slots\":6}");
        RunDirectory run = new RunDirectory(directory);

        assertThatThrownBy(() -> run.size(run.vocabulary()))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"0", "2", "-1"})
    void a_result_keeps_one_of_its_restarts(int kept) throws IOException {
        Files.writeString(
                directory.resolve("result.json"),
                "{\"name\":\"n\",\"measure\":\"ERROR\",\"kept\":" + kept + ",\"restarts\":[{\"seed\":1," + SCORES
                        + "]}");

        assertThatThrownBy(() -> new RunDirectory(directory).result())
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("restart " + kept + " is kept of 1");
    }
}
