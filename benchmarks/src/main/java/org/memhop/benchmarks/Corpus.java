package org.memhop.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.memhop.tasks.babi.format.BabiTask;
import org.memhop.tasks.babi.format.BabiWriter;
import org.memhop.tasks.babi.generate.BabiGenerator;

/**
 * A directory of bAbI files that every JVM of a measurement reads: the official one, or one generated for as long as this is
 * open.
 */
final class Corpus implements AutoCloseable {
    private static final long TRAIN_SEED = 1;
    private static final long TEST_SEED = 2;

    private final Path path;
    private final List<Path> generated;

    private Corpus(Path path, List<Path> generated) {
        this.path = path;
        this.generated = generated;
    }

    /** Where the environment says that the official files are. */
    static Optional<Path> named() {
        return Optional.ofNullable(System.getenv("MEMHOP_DATA")).map(Path::of);
    }

    /** The files that are given; without them, all twenty tasks generated in the size of the official set {@code en}. */
    static Corpus open(Optional<Path> official) throws IOException {
        if (official.isPresent()) {
            return new Corpus(official.get(), List.of());
        }
        Path directory = Files.createTempDirectory("memhop-benchmarks");
        List<Path> files = new ArrayList<>();
        for (BabiTask task : BabiTask.values()) {
            files.add(write(task, TRAIN_SEED, directory.resolve(task.trainFile())));
            files.add(write(task, TEST_SEED, directory.resolve(task.testFile())));
        }
        return new Corpus(directory, files);
    }

    private static Path write(BabiTask task, long seed, Path file) {
        new BabiWriter().write(new BabiGenerator().generate(task.number(), Workload.GENERATED, seed), file);
        return file;
    }

    /** The directory. */
    Path path() {
        return path;
    }

    /** Whether the files were generated here. */
    boolean isGenerated() {
        return !generated.isEmpty();
    }

    @Override
    public void close() throws IOException {
        for (Path file : generated) {
            Files.delete(file);
        }
        if (isGenerated()) {
            Files.delete(path);
        }
    }
}
