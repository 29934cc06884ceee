package org.memhop.tasks.lm.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.core.files.Directories;

/** Finds the text that a directory holds. */
public final class TextDirectory {
    private static final Pattern SPLIT = Pattern.compile("(?:(.+)\\.)?(train|valid|test)(\\..+)?");
    private static final String TEXT8 = "text8";
    private static final int SHOWN = 12;

    private TextDirectory() {}

    /**
     * The corpus called {@code set} in a directory, or the only one there. A corpus is three files such as {@code
     * ptb.train.txt}, {@code ptb.valid.txt} and {@code ptb.test.txt} or {@code wiki.train.tokens} and so on, called {@code
     * ptb} and {@code wiki} then, or a file {@code text8}. It may be in the directory itself, or in one in it that is called
     * {@code set}.
     *
     * @throws StorageException if there is no such directory, or no corpus or not all of its files are in it
     * @throws ConfigException if there are several, none of them called {@code set}
     */
    public static Corpus find(Path root, String set) {
        if (!Files.isDirectory(root)) {
            String found = Files.exists(root) ? "is no directory" : "does not exist";
            throw new StorageException(root + " " + found + "; expected a directory of texts, or a file of text");
        }
        Map<String, Map<String, Path>> itself = corpora(root);
        if (itself.containsKey(set)) {
            return corpus(root, set, itself.get(set));
        }
        Path below = root.resolve(set);
        if (Files.isDirectory(below)) {
            Map<String, Map<String, Path>> there = corpora(below);
            if (!there.isEmpty()) {
                return only(below, set, there);
            }
        }
        if (itself.isEmpty()) {
            throw new StorageException("no text in " + root + " or " + below + "; " + root + " holds " + contents(root)
                    + "; expected ptb.train.txt, ptb.valid.txt and ptb.test.txt, or files with other names than ptb, or a"
                    + " file text8; or name files of your own with --train, --valid and --test");
        }
        return only(root, set, itself);
    }

    private static Corpus only(Path directory, String set, Map<String, Map<String, Path>> corpora) {
        if (corpora.containsKey(set)) {
            return corpus(directory, set, corpora.get(set));
        }
        if (corpora.size() > 1) {
            throw new ConfigException(directory + " holds the texts " + String.join(", ", corpora.keySet())
                    + ", and none called " + set + "; choose one with --set");
        }
        Map.Entry<String, Map<String, Path>> one = corpora.entrySet().iterator().next();
        return corpus(directory, one.getKey(), one.getValue());
    }

    private static Corpus corpus(Path directory, String name, Map<String, Path> files) {
        Path whole = files.get("");
        return whole == null ? Corpus.of(name, files, directory.toString()) : Corpus.ofFile(name, whole);
    }

    /** For each corpus its files by split; one that is a single file has it under the empty name. */
    private static Map<String, Map<String, Path>> corpora(Path directory) {
        Map<String, Map<String, Path>> corpora = new TreeMap<>();
        for (Path file : Directories.list(directory)) {
            String name = String.valueOf(file.getFileName());
            Matcher split = SPLIT.matcher(name);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            if (name.equals(TEXT8)) {
                corpora.put(TEXT8, Map.of("", file));
            } else if (split.matches()) {
                String corpus = split.group(1) == null ? "text" : split.group(1);
                Path other =
                        corpora.computeIfAbsent(corpus, c -> new TreeMap<>()).put(split.group(2), file);
                if (other != null) {
                    throw new ConfigException(directory + ": both " + other.getFileName() + " and " + name
                            + " are the " + split.group(2) + " text of " + corpus
                            + "; expected one of them: move the other"
                            + " away, or name the files with --train, --valid and --test");
                }
            }
        }
        return corpora;
    }

    private static String contents(Path directory) {
        List<String> names = new ArrayList<>(Directories.list(directory).stream()
                .map(p -> String.valueOf(p.getFileName()))
                .toList());
        if (names.isEmpty()) {
            return "nothing";
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
