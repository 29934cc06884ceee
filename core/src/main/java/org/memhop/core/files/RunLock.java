package org.memhop.core.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.memhop.api.StorageException;

/**
 * Held while a run directory is trained in, so that two trainings never write the same files. The operating system lets go
 * of it when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
    private static final String NAME = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a run directory, which must exist.
     *
     * @throws StorageException if another training holds it, or the lock file cannot be written
     */
    public static RunLock acquire(Path runDirectory) {
        Path file = runDirectory.resolve(NAME);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new StorageException(runDirectory + ": another training is writing to this run (process "
                        + Files.readString(file).strip() + "); wait for it, stop it, or choose another run directory");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new RunLock(channel);
        } catch (IOException e) {
            throw new StorageException("cannot lock " + runDirectory + ": " + AtomicFiles.describe(e), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            // The locked byte lies behind the text, since Windows lets nobody else read what is locked.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    /** Lets go of the lock; the file stays, since deleting it would race with the next holder. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException("cannot release the run lock: " + AtomicFiles.describe(e), e);
        }
    }
}
