package org.memhop.api.task;

import java.util.List;

/** A kind of task, found by {@link java.util.ServiceLoader}. */
public interface TaskProvider {
    /** The name a user chooses it by, as in {@code babi}. */
    String id();

    /** What it is, in a line. */
    String summary();

    /** What stands where a user chooses nothing. */
    TaskRequest standard();

    /**
     * Reads or makes the data: one element for each model that is to be trained.
     *
     * @throws org.memhop.api.ConfigException if the selection is not one of this task's
     * @throws org.memhop.api.FormatException if a file breaks its format
     * @throws org.memhop.api.StorageException if a file is missing or cannot be read
     */
    List<TaskData> load(TaskRequest request);
}
