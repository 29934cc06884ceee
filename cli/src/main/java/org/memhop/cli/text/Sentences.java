package org.memhop.cli.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.cli.terminal.Screen;
import org.memhop.core.files.AtomicFiles;

/** A text of one sentence a line, its words parted by white space, as a file or a pipe has it. Lines without words are left out. */
final class Sentences implements AutoCloseable {
    /** In bytes; a whole text on one line may be long. */
    private static final int LONGEST = 64 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** What parts the words of a text that is learnt: no-break spaces, too. */
    private static final Pattern SPACE = Pattern.compile("[\\p{javaWhitespace}\\p{javaSpaceChar}]+");

    private final String name;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number;
    private boolean ended;

    Sentences(String name, InputStream in) {
        this.name = name;
        this.in = new BufferedInputStream(in);
    }

    /**
     * @param number of its line, from 1
     * @param words at least one
     */
    record Sentence(int number, List<String> words) {}

    /** A file, or with {@code -} what is typed or piped. */
    static Sentences of(String file, Screen screen) {
        if (file.equals("-")) {
            return new Sentences("standard input", screen.in());
        }
        Path path = Path.of(file);
        try {
            if (Files.isDirectory(path)) {
                throw new IOException("it is a directory");
            }
            return new Sentences(file, Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            throw new StorageException("cannot read " + path + ": there is no such file", e);
        } catch (IOException e) {
            throw new StorageException("cannot read " + path + ": " + AtomicFiles.describe(e), e);
        }
    }

    /** The words of a line. */
    static List<String> words(String line) {
        return SPACE.splitAsStream(line).filter(word -> !word.isEmpty()).toList();
    }

    /**
     * The next sentence, or none at the end.
     *
     * @throws FormatException if its line is not UTF-8, or longer than a line may be; names it
     * @throws StorageException if it cannot be read
     */
    Optional<Sentence> next() {
        while (!ended) {
            List<String> words = words(line());
            if (!words.isEmpty()) {
                return Optional.of(new Sentence(number, words));
            }
        }
        return Optional.empty();
    }

    /** Whether the next sentence is not there yet: someone waits for what was said so far. */
    boolean idle() {
        try {
            return in.available() == 0;
        } catch (IOException e) {
            throw new StorageException("cannot read " + name + ": " + AtomicFiles.describe(e), e);
        }
    }

    private String line() {
        number++;
        line.reset();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                if (line.size() == LONGEST) {
                    throw new FormatException(name + ":" + number + ": the line has more than " + (LONGEST >> 20)
                            + " MiB; expected a sentence a line");
                }
                line.write(next);
                next = in.read();
            }
            ended = next < 0;
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new FormatException(
                    name + ":" + number + ": found a byte that is not UTF-8 text; convert the file to UTF-8", e);
        } catch (IOException e) {
            throw new StorageException("cannot read " + name + ": " + AtomicFiles.describe(e), e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new StorageException("cannot close " + name + ": " + AtomicFiles.describe(e), e);
        }
    }
}
