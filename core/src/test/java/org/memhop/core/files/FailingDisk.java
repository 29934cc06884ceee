package org.memhop.core.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A disk that does only so many steps, each an operation or the writing of one byte. Then it fails: for good, as when the
 * process is killed, or for writes only, as when it is full.
 */
final class FailingDisk implements FileOperations {
    private final boolean onlyWritesFail;
    private long stepsLeft;

    private FailingDisk(boolean onlyWritesFail, long stepsLeft) {
        this.onlyWritesFail = onlyWritesFail;
        this.stepsLeft = stepsLeft;
    }

    /** Fails for good after these operations and bytes. */
    static FailingDisk killedAfter(long steps) {
        return new FailingDisk(false, steps);
    }

    /** Refuses to write after these bytes, and does everything else. */
    static FailingDisk fullAfter(long bytes) {
        return new FailingDisk(true, bytes);
    }

    boolean hasFailed() {
        return stepsLeft < 0;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        operation();
        Files.createDirectory(directory);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        operation();
        OutputStream out = Files.newOutputStream(file);
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int fitting = (int) Math.max(0, Math.min(stepsLeft, length));
                out.write(bytes, offset, fitting);
                step(length);
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    public void sync(Path path) throws IOException {
        operation();
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        operation();
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path path) throws IOException {
        operation();
        Files.deleteIfExists(path);
    }

    private void operation() throws IOException {
        if (!onlyWritesFail) {
            step(1);
        }
    }

    private void step(long count) throws IOException {
        stepsLeft -= count;
        if (stepsLeft < 0) {
            throw new IOException(onlyWritesFail ? "No space left on device" : "killed");
        }
    }
}
