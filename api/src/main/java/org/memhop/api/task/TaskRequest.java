package org.memhop.api.task;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which data a user asks a task for.
 *
 * @param selection which parts, in the task's own words, as in {@code 1}, {@code 1-20} or {@code joint}
 * @param data a directory or file; where it is absent the task makes data itself
 * @param set which of several corpora in the directory, as in {@code en-10k}
 * @param questions how many to generate for training, and as many again for testing
 * @param seed of what is generated
 */
public record TaskRequest(String selection, Optional<Path> data, String set, int questions, long seed) {}
