package org.memhop.tasks.babi.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;

/**
 * Reads stories in the bAbI format (README of tasks_1-20_v1-2): {@code ID statement.} or
 * {@code ID question?<TAB>answer[<TAB>supporting IDs]}, where an id of 1 begins a new story.
 *
 * <p>Harmless variation is taken as it comes: CRLF line ends, a byte order mark, blank lines, a missing full stop, absent
 * supporting ids, a story without questions, a question before any statement. All else is a {@link FormatException} that
 * gives file, line, what was found and what was expected.
 */
public final class BabiReader {
    private final ReadLimits limits;

    public BabiReader() {
        this(ReadLimits.DEFAULT);
    }

    public BabiReader(ReadLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a file.
     *
     * @throws FormatException if it does not follow the format
     * @throws StorageException if it cannot be read
     */
    public List<BabiStory> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            String found = Files.exists(file) ? "cannot be read (" + e.getMessage() + ")" : "there is no such file";
            throw new StorageException(file + ": " + found + "; expected a readable file of bAbI stories", e);
        }
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @param name what error messages call the stream
     * @throws FormatException if it does not follow the format
     * @throws IOException if the stream fails
     */
    public List<BabiStory> read(InputStream in, String name) throws IOException {
        LineSource source = new LineSource(in, name, limits.lineBytes());
        LineParser parser = new LineParser(source);
        List<BabiStory> stories = new ArrayList<>();
        List<BabiLine> story = new ArrayList<>();
        int lines = 0;
        for (Optional<String> text = source.next(); text.isPresent(); text = source.next()) {
            if (text.get().isBlank()) {
                continue;
            }
            BabiLine line = parser.parse(text.get(), story);
            if (line.id() == 1 && !story.isEmpty()) {
                stories.add(new BabiStory(story));
                story.clear();
            }
            story.add(line);
            if (++lines > limits.lines()) {
                throw source.error("more than " + limits.lines() + " lines", "a smaller file; split it");
            }
            if (stories.size() >= limits.stories()) {
                throw source.error("more than " + limits.stories() + " stories", "a smaller file; split it");
            }
        }
        if (story.isEmpty()) {
            throw new FormatException(
                    name + ": the file is empty; expected numbered lines such as \"1 Mary moved to the bathroom.\"");
        }
        stories.add(new BabiStory(story));
        return stories;
    }
}
