package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.StorageException;

class DirectoriesTest {
    @TempDir
    private Path directory;

    @Test
    void what_is_in_a_directory_is_listed_by_name() throws IOException {
        Path second = Files.writeString(directory.resolve("b"), "");
        Path first = Files.createDirectory(directory.resolve("a"));
        Files.writeString(first.resolve("deeper"), "");

        assertThat(Directories.list(directory)).containsExactly(first, second);
    }

    @Test
    void what_is_no_directory_cannot_be_listed() {
        assertThatThrownBy(() -> Directories.list(directory.resolve("none")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("none: cannot be listed (")
                .hasMessageEndingWith("; expected a readable directory");
    }
}
