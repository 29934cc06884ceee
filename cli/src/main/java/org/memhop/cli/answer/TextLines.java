package org.memhop.cli.answer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

/** Lines of a file or a pipe, in UTF-8. */
final class TextLines implements Lines {
    private final String name;
    private final BufferedReader reader;
    private int number;

    TextLines(String name, InputStream in) {
        this.name = name;
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    static TextLines of(Path file) {
        try {
            return new TextLines(file.toString(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new StorageException("cannot read " + file + ": " + e, e);
        }
    }

    @Override
    public Optional<String> next() {
        try {
            number++;
            return Optional.ofNullable(reader.readLine());
        } catch (CharacterCodingException e) {
            throw new FormatException(
                    name + ": at line " + number + " or soon after: a byte that is not UTF-8 text", e);
        } catch (IOException e) {
            throw new StorageException("cannot read " + name + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new StorageException("cannot close " + name + ": " + e, e);
        }
    }
}
