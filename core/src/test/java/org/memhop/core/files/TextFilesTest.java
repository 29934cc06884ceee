package org.memhop.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

class TextFilesTest {
    @TempDir
    Path directory;

    @Test
    void a_text_of_the_length_that_is_allowed_is_read() throws IOException {
        Path file = Files.writeString(directory.resolve("text"), "Größe\n");

        assertThat(TextFiles.read(file, 8)).isEqualTo("Größe\n");
    }

    @Test
    void a_longer_one_is_not() throws IOException {
        Path file = Files.writeString(directory.resolve("text"), "Größe\n");

        assertThatThrownBy(() -> TextFiles.read(file, 7))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": byte 7: expected the file to end before");
    }

    @Test
    void bytes_that_are_no_UTF_8_are_refused_with_their_place() throws IOException {
        Path file = Files.write(directory.resolve("text"), new byte[] {'a', 'b', (byte) 0xFF, 'c'});

        assertThatThrownBy(() -> TextFiles.read(file, 100))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(file + ": byte 2: expected UTF-8");
    }

    @Test
    void a_file_that_is_not_there_and_a_directory_cannot_be_read() {
        assertThatThrownBy(() -> TextFiles.read(directory.resolve("none"), 100))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("NoSuchFileException");
        assertThatThrownBy(() -> TextFiles.read(directory, 100)).isInstanceOf(StorageException.class);
    }
}
