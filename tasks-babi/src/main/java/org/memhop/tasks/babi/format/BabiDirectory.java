package org.memhop.tasks.babi.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.core.files.Directories;

/** A directory of bAbI files: which tasks it holds, and where their training and test files are. */
public final class BabiDirectory {
    private static final Pattern FILE = Pattern.compile("qa(\\d{1,3})_.*_(train|test)\\.txt");
    private static final List<String> SETS = List.of("en", "en-10k", "hn", "hn-10k", "shuffled", "shuffled-10k");
    private static final List<String> CORPUS = List.of("", "tasks_1-20_v1-2", "babi", "babi/tasks_1-20_v1-2");
    private static final int SHOWN = 12;

    private final Path path;
    private final NavigableMap<Integer, Path> train = new TreeMap<>();
    private final NavigableMap<Integer, Path> test = new TreeMap<>();

    private BabiDirectory(Path path) {
        this.path = path;
        for (Path file : Directories.list(path)) {
            Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && Files.isRegularFile(file)) {
                NavigableMap<Integer, Path> split = name.group(2).equals("train") ? train : test;
                Path other = split.put(Integer.parseInt(name.group(1)), file);
                if (other != null) {
                    throw new ConfigException(path + ": both " + other.getFileName() + " and " + file.getFileName()
                            + " are for task " + name.group(1) + "; expected one of them");
                }
            }
        }
    }

    /**
     * Opens a directory that holds {@code qaN_*_train.txt} and {@code qaN_*_test.txt} itself, or else the set {@code en} of
     * the corpus in it.
     *
     * @throws StorageException if no such files are found
     * @throws ConfigException if there are two for one task and split
     */
    public static BabiDirectory open(Path root) {
        BabiDirectory itself = new BabiDirectory(checked(root));
        return itself.isEmpty() ? open(root, "en") : itself;
    }

    /**
     * Opens a set, such as {@code en} or {@code en-10k}. {@code root} may be the set's directory, the corpus
     * ({@code tasks_1-20_v1-2}), or a directory that contains the corpus, itself or in {@code babi}.
     *
     * @throws ConfigException if no such files are found, if {@code root} is another set's directory, or if there are two
     *     files for one task and split
     */
    public static BabiDirectory open(Path root, String set) {
        List<String> looked = new ArrayList<>();
        for (String corpus : CORPUS) {
            Path candidate = checked(root).resolve(corpus).resolve(set);
            looked.add(candidate.toString());
            if (Files.isDirectory(candidate)) {
                BabiDirectory found = new BabiDirectory(candidate);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        looked.add(root.toString());
        BabiDirectory itself = new BabiDirectory(root);
        String name = String.valueOf(root.toAbsolutePath().normalize().getFileName());
        if (!itself.isEmpty() && (name.equals(set) || !SETS.contains(name))) {
            return itself;
        }
        throw new StorageException("no bAbI files qaN_*_train.txt or qaN_*_test.txt of the set " + set + " in "
                + String.join(", ", looked) + "; " + root + " holds " + contents(root)
                + "; expected the directory of the set, or the corpus directory tasks_1-20_v1-2");
    }

    /** Where the files are. */
    public Path path() {
        return path;
    }

    /** The numbers of the tasks that have both files, rising. */
    public List<Integer> tasks() {
        return train.keySet().stream().filter(test::containsKey).toList();
    }

    /** The training file of a task, if there is one. */
    public Optional<Path> findTrain(int task) {
        return Optional.ofNullable(train.get(task));
    }

    /**
     * The training file of a task.
     *
     * @throws StorageException if there is none
     */
    public Path train(int task) {
        return findTrain(task).orElseThrow(() -> missing(task, "train"));
    }

    /**
     * The test file of a task.
     *
     * @throws StorageException if there is none
     */
    public Path test(int task) {
        return Optional.ofNullable(test.get(task)).orElseThrow(() -> missing(task, "test"));
    }

    private boolean isEmpty() {
        return train.isEmpty() && test.isEmpty();
    }

    private StorageException missing(int task, String split) {
        return new StorageException(
                path + ": no file qa" + task + "_*_" + split + ".txt; there are training files of tasks "
                        + train.keySet() + " and test files of tasks " + test.keySet());
    }

    private static Path checked(Path root) {
        if (!Files.isDirectory(root)) {
            String found = Files.exists(root) ? "is a file" : "does not exist";
            throw new StorageException(
                    root + " " + found + "; expected a directory of bAbI files, or one file in their format");
        }
        return root;
    }

    private static String contents(Path root) {
        List<String> names = Directories.list(root).stream()
                .map(p -> String.valueOf(p.getFileName()))
                .toList();
        if (names.isEmpty()) {
            return "nothing";
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
