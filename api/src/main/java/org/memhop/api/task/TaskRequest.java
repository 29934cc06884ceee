package org.memhop.api.task;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which data a user asks a task for.
 *
 * @param selection which parts, in the task's own words, as in {@code 1}, {@code 1-20} or {@code joint}
 * @param data a directory or file; where it and {@code files} are absent the task makes data itself
 * @param set which of several corpora in the directory, as in {@code en-10k}
 * @param questions how many to generate for training; the task says how many for testing
 * @param seed of what is generated
 * @param files instead of {@code data}, a file for each of {@code train}, {@code valid} and {@code test}
 */
public record TaskRequest(
        String selection, Optional<Path> data, String set, int questions, long seed, Map<String, Path> files) {
    public TaskRequest {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** A request that names no files one by one. */
    public TaskRequest(String selection, Optional<Path> data, String set, int questions, long seed) {
        this(selection, data, set, questions, seed, Map.of());
    }
}
