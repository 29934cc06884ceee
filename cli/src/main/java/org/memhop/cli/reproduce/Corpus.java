package org.memhop.cli.reproduce;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;

/**
 * The tasks that a table is made of: those that are there, and why the others are not.
 *
 * @param single data by task
 * @param missing the reason by task
 */
record Corpus(Map<Integer, TaskData> single, Map<Integer, String> missing, TaskProvider provider, TaskRequest request) {
    /** The seed of generated data. */
    private static final long SEED = 1;

    /**
     * Reads the data of each task.
     *
     * @param place the corpus; data is generated where it is absent
     * @param questions a task, if generated
     * @throws ConfigException if no task is there
     * @throws StorageException likewise, if it is its files that are not
     */
    static Corpus load(TaskProvider provider, List<Integer> tasks, Optional<Path> place, String set, int questions) {
        Map<Integer, TaskData> single = new LinkedHashMap<>();
        Map<Integer, String> missing = new LinkedHashMap<>();
        for (int task : tasks) {
            try {
                TaskRequest request = new TaskRequest(Integer.toString(task), place, set, questions, SEED);
                single.put(task, provider.load(request).get(0));
            } catch (ConfigException | StorageException e) {
                missing.put(task, e.getMessage());
                if (missing.size() == tasks.size()) {
                    throw e;
                }
            }
        }
        return new Corpus(single, missing, provider, new TaskRequest("joint", place, set, questions, SEED));
    }

    /** The data of all these tasks for one model. */
    TaskData joint() {
        String tasks = single.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        return provider.load(new TaskRequest(
                        "joint:" + tasks, request.data(), request.set(), request.questions(), request.seed()))
                .get(0);
    }

    /** The names of the tasks that are there. */
    List<String> tasks() {
        return single.keySet().stream().map(String::valueOf).toList();
    }
}
