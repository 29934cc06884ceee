package org.memhop.tasks.babi.format;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.memhop.api.StorageException;

/**
 * Writes stories as the official v1.2 files spell them, so that reading one and writing it again gives the same bytes.
 *
 * <p>The first word of a sentence and the names of {@link #NAMES} are capitalised (the official files leave names such as
 * gertrude and sumit small within a sentence); most question kinds have a space between the question mark and the tab.
 */
public final class BabiWriter {
    /** The names that the official files capitalise wherever they stand. */
    private static final Set<String> NAMES = Set.of(
            "mary",
            "john",
            "daniel",
            "sandra",
            "bill",
            "fred",
            "jeff",
            "julie",
            "brian",
            "greg",
            "julius",
            "bernhard",
            "lily");

    /**
     * Writes a file, replacing one that is there.
     *
     * @throws StorageException if it cannot be written
     */
    public void write(List<BabiStory> stories, Path file) {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(stories, out);
        } catch (IOException e) {
            throw new StorageException(file + ": cannot be written: " + e + "; expected a writable directory", e);
        }
    }

    /** Writes to {@code out}, with '\n' after every line; the caller closes it. */
    public void write(List<BabiStory> stories, Writer out) throws IOException {
        for (BabiStory story : stories) {
            for (BabiLine line : story.lines()) {
                out.write(format(line));
                out.write('\n');
            }
        }
    }

    /** A line as it stands in a file, without its line end. */
    public String format(BabiLine line) {
        StringBuilder text = new StringBuilder().append(line.id());
        boolean first = true;
        for (String word : line.words()) {
            text.append(' ').append(first || NAMES.contains(word) ? capitalised(word) : word);
            first = false;
        }
        if (line instanceof Query query) {
            text.append(spaceFollows(query.words()) ? "? \t" : "?\t").append(answer(query.answer()));
            if (!query.supporting().isEmpty()) {
                text.append('\t');
                text.append(String.join(
                        " ", query.supporting().stream().map(String::valueOf).toList()));
            }
        } else {
            text.append('.');
        }
        return text.toString();
    }

    private static String answer(String answer) {
        return NAMES.contains(answer) ? capitalised(answer) : answer;
    }

    /** Whether the official files put a space before the tab after such a question. */
    private static boolean spaceFollows(List<String> question) {
        String second = question.size() > 1 ? question.get(1) : "";
        return switch (question.get(0)) {
            case "who" -> true;
            case "where" -> second.equals("is") || second.equals("was");
            case "what" ->
                second.equals("did") || question.get(question.size() - 1).equals("carrying");
            case "how" -> second.equals("many");
            case "is" -> NAMES.contains(second);
            default -> false;
        };
    }

    private static String capitalised(String word) {
        int first = word.offsetByCodePoints(0, 1);
        return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
    }
}
