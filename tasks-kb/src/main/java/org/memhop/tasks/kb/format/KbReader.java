package org.memhop.tasks.kb.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.memhop.api.FormatException;

/**
 * Reads triples and questions, one a line, in UTF-8. Blank lines and lines that begin with {@code #} say nothing; capitals are
 * the same as small letters, as in what someone types.
 */
public final class KbReader {
    private final ReadLimits limits;

    public KbReader() {
        this(ReadLimits.DEFAULT);
    }

    KbReader(ReadLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads a knowledge base: lines of {@code subject relation object}, parted by spaces, or by tabs where names hold spaces,
     * which become {@code _}.
     *
     * @throws FormatException if a line is none, or the file is empty or exceeds the limits; names file and line
     * @throws org.memhop.api.StorageException if the file cannot be read
     */
    public List<Triple> triples(Path file) {
        List<Triple> triples = new ArrayList<>();
        for (TextLine line : TextLine.of(file, limits)) {
            triples.add(triple(line));
        }
        if (triples.isEmpty()) {
            throw new FormatException(file + ": found no triple; expected lines such as film_12 directed_by person_3");
        }
        return triples;
    }

    /**
     * Reads questions: lines of {@code words of the question ?<TAB>answer}. An answer of several words becomes one.
     *
     * @param subjects whether a word is the subject of a triple: a question must name one
     * @throws FormatException if a line is none, or the file is empty or exceeds the limits; names file and line
     * @throws org.memhop.api.StorageException if the file cannot be read
     */
    public List<KbQuestion> questions(Path file, Predicate<String> subjects) {
        List<KbQuestion> questions = new ArrayList<>();
        for (TextLine line : TextLine.of(file, limits)) {
            questions.add(question(line, subjects));
        }
        if (questions.isEmpty()) {
            throw new FormatException(
                    file + ": found no question; expected lines such as who directed film_12 ?<TAB>person_3");
        }
        return questions;
    }

    private static Triple triple(TextLine line) {
        boolean tabs = line.text().contains("\t");
        List<String> fields = tabs
                ? Arrays.stream(line.text().split("\t", -1)).map(KbReader::name).toList()
                : words(line.text());
        if (fields.size() != 3 || fields.contains("")) {
            throw line.error(
                    fields.size() == 3
                            ? "an empty field"
                            : fields.size() + (tabs ? " fields parted by tabs" : " words") + " in \"" + line.text()
                                    + "\"",
                    "subject relation object, with names of several words joined by _, or tabs between the three");
        }
        return new Triple(fields.get(0), fields.get(1), fields.get(2));
    }

    private static KbQuestion question(TextLine line, Predicate<String> subjects) {
        String[] fields = line.text().split("\t", -1);
        if (fields.length != 2) {
            throw line.error(
                    fields.length - 1 + " tabs",
                    "the question, a tab and the answer, as in who directed film_12 ?<TAB>" + "person_3");
        }
        List<String> words = words(fields[0].strip().replaceAll("[?\\s]+$", ""));
        String answer = name(fields[1]);
        if (words.isEmpty() || answer.isEmpty()) {
            throw line.error("no " + (words.isEmpty() ? "question" : "answer"), "a question, a tab and its answer");
        }
        if (words.stream().noneMatch(subjects)) {
            throw line.error(
                    "a question that names no subject of a triple: \"" + fields[0].strip() + "\"",
                    "a name as it stands first in a line of the knowledge base, with _ between its words");
        }
        return new KbQuestion(words, answer);
    }

    /** One word: what stood between spaces is joined. */
    private static String name(String field) {
        return String.join("_", words(field));
    }

    private static List<String> words(String text) {
        String bare = text.strip().toLowerCase(Locale.ROOT);
        return bare.isEmpty() ? List.of() : Arrays.asList(bare.split("\\s+"));
    }
}
