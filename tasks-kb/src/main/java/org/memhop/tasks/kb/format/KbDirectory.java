package org.memhop.tasks.kb.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.api.StorageException;
import org.memhop.core.files.Directories;

/**
 * Where the files of a knowledge base lie: the triples, and for each kind of questions {@code PART.train.txt}, {@code
 * PART.test.txt} and, where questions to go by while learning are not to be held out of those for training, {@code
 * PART.valid.txt}.
 *
 * @param parts by name, sorted; of each its files by split
 */
public record KbDirectory(Path triples, Map<String, Map<String, Path>> parts) {
    /** The name of the file of triples. */
    public static final String TRIPLES = "kb.txt";

    private static final Pattern QUESTIONS = Pattern.compile("(.+)\\.(train|valid|test)\\.txt");
    private static final String EXPECTED = "; expected " + TRIPLES + " with lines of subject relation object, and"
            + " PART.train.txt, PART.valid.txt (if you like) and PART.test.txt with questions; memhop generate kb --out DIR"
            + " writes such files";

    /**
     * Finds the files in a directory, or in the one in it that is called {@code set}.
     *
     * @throws StorageException if the directory or one of the files is not there
     */
    public static KbDirectory open(Path root, String set) {
        Path below = root.resolve(set);
        Path place = Files.isRegularFile(root.resolve(TRIPLES)) ? root : below;
        if (!Files.isRegularFile(place.resolve(TRIPLES))) {
            throw new StorageException(root + ": found no " + TRIPLES + " in it"
                    + (Files.isDirectory(below) ? " or in " + below : "") + EXPECTED);
        }
        Map<String, Map<String, Path>> parts = new TreeMap<>();
        for (Path file : Directories.list(place)) {
            Matcher name = QUESTIONS.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && Files.isRegularFile(file)) {
                parts.computeIfAbsent(name.group(1), part -> new TreeMap<>()).put(name.group(2), file);
            }
        }
        if (parts.isEmpty()) {
            throw new StorageException(place + ": found no questions in it" + EXPECTED);
        }
        parts.forEach((part, files) -> {
            for (String split : List.of("train", "test")) {
                if (!files.containsKey(split)) {
                    throw new StorageException(
                            place + ": found " + files.values() + " and no " + file(part, split) + EXPECTED);
                }
            }
        });
        return new KbDirectory(place.resolve(TRIPLES), parts);
    }

    /** The name of the file of a part's split: {@code train}, {@code valid} or {@code test}. */
    public static String file(String part, String split) {
        return part + "." + split + ".txt";
    }

    /** The files of a part, training first. */
    public List<Path> files(String part) {
        Map<String, Path> files = parts.getOrDefault(part, Map.of());
        List<Path> ordered = new ArrayList<>();
        for (String split : List.of("train", "valid", "test")) {
            Optional.ofNullable(files.get(split)).ifPresent(ordered::add);
        }
        return ordered;
    }
}
