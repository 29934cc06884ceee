package org.memhop.core.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.api.StorageException;

/**
 * The checkpoints of a run: one directory {@code step-N} each, holding model.safetensors, optimizer.safetensors,
 * state.json and a manifest.json with the SHA-256 of the three.
 *
 * <p>A checkpoint is written beside the others under a temporary name, made durable file by file, and renamed in one step:
 * a crash at any byte leaves the checkpoints as they were before, or with the new one complete. One process at a time may
 * save ({@link RunLock}); any number may load.
 */
public final class Checkpoints {
    /** Names that begin so are leftovers of a crash, deleted by the next save. */
    private static final String TEMPORARY = AtomicFiles.TEMPORARY_PREFIX;
    /** While a checkpoint is saved again at the same step, the old one waits under this name. */
    private static final String REPLACED = ".replaced-";

    private static final String STEP = "step-";
    private static final Pattern STEP_NAME =
            Pattern.compile("(?:" + Pattern.quote(REPLACED) + ")?" + STEP + "(0|[1-9][0-9]{0,17})");

    private final Path directory;
    private final FileOperations files;

    /** The checkpoints in a directory, which is created by the first save. */
    public Checkpoints(Path directory) {
        this(directory, new DiskOperations());
    }

    Checkpoints(Path directory, FileOperations files) {
        this.directory = directory.toAbsolutePath();
        this.files = files;
    }

    /**
     * Saves a checkpoint; one of the same step is replaced. When this returns, it would survive a power cut.
     *
     * @throws StorageException if writing fails; the checkpoints saved before are untouched
     */
    public void save(Checkpoint checkpoint) {
        String name = STEP + checkpoint.step();
        Path target = directory.resolve(name);
        Path temporary = directory.resolve(TEMPORARY + name);
        try {
            prepareDirectory();
            writeFiles(checkpoint, temporary);
            Path replaced = directory.resolve(REPLACED + name);
            if (Files.exists(target)) {
                files.rename(target, replaced);
            }
            files.rename(temporary, target);
            files.sync(directory);
            deleteTree(replaced);
        } catch (IOException e) {
            try {
                deleteTree(temporary);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw new StorageException(
                    "cannot save checkpoint " + target + ": " + AtomicFiles.describe(e)
                            + "; the checkpoints saved before are untouched",
                    e);
        }
    }

    /**
     * The newest checkpoint, or none if nothing was saved yet.
     *
     * @throws org.memhop.api.FormatException if it was damaged after it was saved; never falls back to an older one unasked
     */
    public Optional<Checkpoint> latest() {
        List<Long> steps = list();
        return steps.isEmpty() ? Optional.empty() : Optional.of(load(steps.get(steps.size() - 1)));
    }

    /**
     * Loads the checkpoint of a step after checking every byte of it against its manifest.
     *
     * @throws org.memhop.api.FormatException if a file is missing or is not the one that was written; names the file
     * @throws StorageException if there is no checkpoint of that step, or it cannot be read
     */
    public Checkpoint load(long step) {
        Path place = directory.resolve(STEP + step);
        if (!Files.exists(place)) {
            place = directory.resolve(REPLACED + STEP + step);
        }
        try {
            CheckpointManifest manifest = CheckpointManifest.read(place, step);
            manifest.verify(place);
            return new Checkpoint(
                    step,
                    Safetensors.read(place.resolve(CheckpointManifest.MODEL)).tensors(),
                    Safetensors.read(place.resolve(CheckpointManifest.OPTIMIZER))
                            .tensors(),
                    Files.readString(place.resolve(CheckpointManifest.STATE)));
        } catch (NoSuchFileException e) {
            throw new StorageException(
                    "there is no complete checkpoint of step " + step + " in " + directory
                            + "; there are those of steps " + list(),
                    e);
        } catch (IOException e) {
            throw new StorageException("cannot load checkpoint " + place + ": " + AtomicFiles.describe(e), e);
        }
    }

    /** The steps of all complete checkpoints, ascending. */
    public List<Long> list() {
        try {
            TreeSet<Long> steps = new TreeSet<>();
            for (Path path : children(directory)) {
                Matcher matcher = STEP_NAME.matcher(path.getFileName().toString());
                if (matcher.matches() && Files.exists(path.resolve(CheckpointManifest.NAME))) {
                    steps.add(Long.parseLong(matcher.group(1)));
                }
            }
            return List.copyOf(steps);
        } catch (IOException e) {
            throw new StorageException("cannot list " + directory + ": " + AtomicFiles.describe(e), e);
        }
    }

    /**
     * Deletes all checkpoints but the newest ones and the pinned ones.
     *
     * @param newest how many of the newest to keep, 1 or more
     * @param pinned steps to keep whatever their age, such as the best one's
     */
    public void retain(int newest, Set<Long> pinned) {
        if (newest < 1) {
            throw new IllegalArgumentException("checkpoints: cannot keep the newest " + newest + "; keep 1 or more");
        }
        List<Long> steps = list();
        for (long step : steps.subList(0, Math.max(0, steps.size() - newest))) {
            if (!pinned.contains(step)) {
                delete(step);
            }
        }
    }

    /** Deletes the checkpoints of all steps after this one. */
    public void discardAfter(long step) {
        list().stream().filter(later -> later > step).forEach(this::delete);
    }

    private void delete(long step) {
        String name = STEP + step;
        Path doomed = directory.resolve(TEMPORARY + "delete-" + name);
        try {
            recover();
            files.rename(directory.resolve(name), doomed);
            files.sync(directory); // only a name that surely is gone may lose its files
            deleteTree(doomed);
        } catch (IOException e) {
            throw new StorageException(
                    "cannot delete checkpoint " + directory.resolve(name) + ": " + AtomicFiles.describe(e), e);
        }
    }

    private void prepareDirectory() throws IOException {
        if (!Files.exists(directory)) {
            files.createDirectory(directory);
            files.sync(directory.resolveSibling("."));
        }
        recover();
    }

    /** Undoes what a crash left half done. */
    private void recover() throws IOException {
        for (Path path : children(directory)) {
            String name = path.getFileName().toString();
            if (name.startsWith(REPLACED)) {
                Path original = directory.resolve(name.substring(REPLACED.length()));
                if (Files.exists(original)) {
                    deleteTree(path);
                } else {
                    files.rename(path, original);
                    files.sync(directory);
                }
            } else if (name.startsWith(TEMPORARY)) {
                deleteTree(path);
            }
        }
    }

    private void writeFiles(Checkpoint checkpoint, Path temporary) throws IOException {
        files.createDirectory(temporary);
        Map<String, CheckpointManifest.Fingerprint> written = new LinkedHashMap<>();
        written.put(
                CheckpointManifest.MODEL,
                writeFile(
                        temporary.resolve(CheckpointManifest.MODEL),
                        out -> Safetensors.write(out, checkpoint.model(), Map.of())));
        written.put(
                CheckpointManifest.OPTIMIZER,
                writeFile(
                        temporary.resolve(CheckpointManifest.OPTIMIZER),
                        out -> Safetensors.write(out, checkpoint.optimizer(), Map.of())));
        written.put(
                CheckpointManifest.STATE,
                writeFile(
                        temporary.resolve(CheckpointManifest.STATE),
                        out -> out.write(checkpoint.stateJson().getBytes(StandardCharsets.UTF_8))));
        byte[] manifest = new CheckpointManifest(checkpoint.step(), written).encode();
        writeFile(temporary.resolve(CheckpointManifest.NAME), out -> out.write(manifest));
        files.sync(temporary);
    }

    /** What goes into one file. */
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private CheckpointManifest.Fingerprint writeFile(Path file, Content content) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (OutputStream out = new DigestOutputStream(files.create(file), digest)) {
            content.writeTo(out);
        }
        files.sync(file);
        return new CheckpointManifest.Fingerprint(Files.size(file), Sha256.hex(digest));
    }

    private void deleteTree(Path doomed) throws IOException {
        for (Path child : children(doomed)) {
            deleteTree(child);
        }
        files.delete(doomed);
    }

    private static List<Path> children(Path parent) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(parent)) {
                stream.forEach(children::add);
            }
        }
        return children;
    }
}
