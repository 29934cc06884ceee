package org.memhop.tasks.babi.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;

class BabiDirectoryTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"en", "tasks_1-20_v1-2/en", "babi/en", "babi/tasks_1-20_v1-2/en"})
    void the_corpus_is_found_wherever_it_lies_below(String place) throws IOException {
        Path train = touch(place + "/qa1_single-supporting-fact_train.txt");
        Path test = touch(place + "/qa1_single-supporting-fact_test.txt");

        for (BabiDirectory found : new BabiDirectory[] {BabiDirectory.open(root, "en"), BabiDirectory.open(root)}) {
            assertThat(found.path()).isEqualTo(train.getParent());
            assertThat(found.train(1)).isEqualTo(train);
            assertThat(found.test(1)).isEqualTo(test);
            assertThat(found.tasks()).containsExactly(1);
        }
    }

    @Test
    void the_directory_of_the_files_itself_will_do() throws IOException {
        Path test = touch("mine/qa12_own_test.txt");
        touch("mine/notes.txt");
        Files.createDirectories(root.resolve("mine/qa12_directory_test.txt"));

        assertThat(BabiDirectory.open(root.resolve("mine")).test(12)).isEqualTo(test);
        assertThat(BabiDirectory.open(root.resolve("mine"), "en").test(12)).isEqualTo(test);
    }

    @Test
    void a_set_by_name_is_preferred_to_files_beside_it_and_empty_places_are_passed_over() throws IOException {
        touch("qa1_a_train.txt");
        Files.createDirectories(root.resolve("en-10k"));
        Path wanted = touch("babi/en-10k/qa1_a_train.txt");

        assertThat(BabiDirectory.open(root, "en-10k").train(1)).isEqualTo(wanted);
    }

    @Test
    void another_set_is_not_taken_for_the_one_asked_for() throws IOException {
        touch("en/qa1_a_train.txt");

        assertThatThrownBy(() -> BabiDirectory.open(root.resolve("en"), "en-10k"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("of the set en-10k");
    }

    @Test
    void a_directory_without_such_files_is_told_with_what_was_looked_for_and_what_is_there() throws IOException {
        for (int i = 10; i < 30; i++) {
            touch("file" + i);
        }

        assertThatThrownBy(() -> BabiDirectory.open(root))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no bAbI files qaN_*_train.txt")
                .hasMessageContaining(root.resolve("babi/tasks_1-20_v1-2/en").toString())
                .hasMessageContaining("holds file10, file11")
                .hasMessageContaining("file21 and 8 more; expected");
    }

    @Test
    void an_empty_or_missing_directory_or_a_file_in_its_place_is_told() throws IOException {
        Path file = touch("file");

        assertThatThrownBy(() -> BabiDirectory.open(Files.createDirectory(root.resolve("void"))))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("holds nothing");
        assertThatThrownBy(() -> BabiDirectory.open(root.resolve("none")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none does not exist; expected a directory");
        assertThatThrownBy(() -> BabiDirectory.open(file, "en"))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("file is a file; expected a directory");
    }

    @Test
    void a_task_without_its_file_is_told_with_the_tasks_that_have_one() throws IOException {
        touch("qa1_a_train.txt");
        touch("qa2_b_train.txt");
        touch("qa2_b_test.txt");
        touch("qa3_c_test.txt");
        BabiDirectory directory = BabiDirectory.open(root);

        assertThat(directory.tasks()).containsExactly(2);
        assertThat(directory.findTrain(3)).isEmpty();
        assertThatThrownBy(() -> directory.train(3))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no file qa3_*_train.txt; there are training files of tasks [1, 2]");
        assertThatThrownBy(() -> directory.test(1))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no file qa1_*_test.txt")
                .hasMessageContaining("test files of tasks [2, 3]");
    }

    @Test
    void two_files_for_one_task_are_refused() throws IOException {
        touch("qa1_a_train.txt");
        touch("qa1_b_train.txt");

        assertThatThrownBy(() -> BabiDirectory.open(root))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("both qa1_a_train.txt and qa1_b_train.txt are for task 1");
    }

    @Test
    void a_task_knows_the_names_of_its_official_files() {
        assertThat(BabiTask.of(19).trainFile()).isEqualTo("qa19_path-finding_train.txt");
        assertThat(BabiTask.of(1).testFile()).isEqualTo("qa1_single-supporting-fact_test.txt");
        assertThatThrownBy(() -> BabiTask.of(0)).isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> BabiTask.of(21))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no bAbI task 21; expected a number from 1 to 20");
    }

    private Path touch(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
