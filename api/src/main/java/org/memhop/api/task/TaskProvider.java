package org.memhop.api.task;

import java.util.List;
import java.util.function.Predicate;

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

    /**
     * Reads a file of one's own that a trained model is to be scored on. All its splits are scored together, so that a task
     * whose splits want a long file reads a short one here, too.
     *
     * @param request as to {@link #load}; its {@code data} is a file
     * @param knows whether the model knows a word
     */
    default List<TaskData> forScoring(TaskRequest request, Predicate<String> knows) {
        return load(request);
    }
}
