package org.memhop.tasks.lm.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;

/** A text by its name and files: one for each split, or one that is to be cut. */
public final class Corpus {
    private static final List<String> SPLITS = List.of("train", "valid", "test");

    private final String name;
    private final List<Path> files;

    private Corpus(String name, List<Path> files) {
        this.name = name;
        this.files = files;
    }

    /** One file, which is to be cut. */
    public static Corpus ofFile(String name, Path file) {
        return new Corpus(name, List.of(file));
    }

    /**
     * The files that a user named.
     *
     * @param files by split: {@code train}, {@code valid} and {@code test}, or {@code train} alone
     * @throws ConfigException if they are others
     */
    public static Corpus named(Map<String, Path> files) {
        Path train = files.get("train");
        boolean whole = files.keySet().equals(new TreeSet<>(SPLITS));
        if (train == null || !(whole || files.size() == 1)) {
            List<String> found =
                    files.keySet().stream().map(split -> "--" + split).toList();
            throw new ConfigException("the files of a text: found " + String.join(" and ", found)
                    + "; expected --train, --valid and --test, or --train alone, of which the end is held out then");
        }
        String name = String.valueOf(train.getFileName());
        return whole ? of(name, files, "the command line") : ofFile(name, train);
    }

    /**
     * Three files.
     *
     * @param place where they were looked for, for the error
     * @throws StorageException if not all are there
     */
    static Corpus of(String name, Map<String, Path> files, String place) {
        List<Path> three = new ArrayList<>();
        for (String split : SPLITS) {
            Path file = files.get(split);
            if (file == null) {
                throw new StorageException(place + ": the text " + name + " has the files " + files.values()
                        + ", and none for " + split
                        + "; expected one each for train, valid and test, as in ptb.train.txt,"
                        + " ptb.valid.txt and ptb.test.txt");
            }
            three.add(file);
        }
        return new Corpus(name, three);
    }

    /** What it is called, as in {@code ptb}. */
    public String name() {
        return name;
    }

    /** The file that is learnt from. */
    public Path train() {
        return files.get(0);
    }

    /** All files, the one that is learnt from first. */
    public List<Path> files() {
        return files;
    }

    /** Its three texts. */
    public Splits splits(TextFormat format) {
        return files.size() == 1
                ? Splits.heldOut(files.get(0), format)
                : Splits.of(files.get(0), files.get(1), files.get(2), format);
    }
}
