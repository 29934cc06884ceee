package org.memhop.core.files;

import java.nio.file.Path;

/** Checkpoints on a disk that fills up, for tests of what saves them. */
public final class FullDisk {
    private FullDisk() {}

    /** Checkpoints that can write so many bytes, and no more. */
    public static Checkpoints checkpoints(Path directory, long bytes) {
        return new Checkpoints(directory, FailingDisk.fullAfter(bytes));
    }
}
