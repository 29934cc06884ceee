package org.memhop.core.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Setting;
import org.memhop.core.config.Settings;
import org.memhop.core.train.TrainingObserver;
import org.memhop.core.wiring.Plugins;

/** Trains a run in one call, as {@code memhop train} does: for programs that need no say in between. */
public final class NewRun {
    private static final long SAVE_SECONDS = 60;
    private static final String WHERE = "choices";

    private NewRun() {}

    /**
     * Trains a run to its end, on the calling thread.
     *
     * @param directory where to; created if it is not there
     * @param plugins the task, the components and the backend come from these
     * @param task id of the task
     * @param choices what is to differ from the task's standard data and from its recipe, by the keys of a run's {@code
     *     config.yaml}: {@code questions}, {@code hops}, {@code memory} …
     * @return what all restarts came to
     * @throws ConfigException if there is no such task or key, a value is none of its kind, or the data is for several models
     * @throws org.memhop.api.StorageException if there is a run already, or it cannot be written
     * @throws org.memhop.api.TrainingException if a loss or a value is not finite
     * @throws org.memhop.api.BackendException if the backend is unknown or cannot run here
     */
    public static RunResult train(Path directory, Plugins plugins, String task, Map<String, String> choices) {
        Map<String, String> changes = new LinkedHashMap<>(choices);
        TaskRequest request = request(changes, plugins.task(task).standard());
        TaskData data = single(plugins.task(task).load(request), request);
        Settings recipe = Settings.standard().with(data.recipe(), "recipe of " + data.name());
        RunConfig config = new RunConfig(task, request, RunConfig.settings(changes, recipe, WHERE));
        try (Backend backend = plugins.open(config.settings().text("backend"), BackendConfig.DEFAULT);
                TrainingRun run = TrainingRun.start(directory, config, data, plugins, backend, SAVE_SECONDS)) {
            for (int restart = 0; restart < run.restarts(); restart++) {
                run.train(restart, backend, TrainingObserver.NONE);
            }
            return run.finish();
        }
    }

    private static TaskData single(List<TaskData> found, TaskRequest request) {
        if (found.size() != 1) {
            throw new ConfigException(WHERE + ": " + RunConfig.SELECTION + " \"" + request.selection()
                    + "\" is data for " + found.size() + " models; expected one, as a run is one model");
        }
        return found.get(0);
    }

    /** Takes what is said of the data out of the choices. */
    private static TaskRequest request(Map<String, String> choices, TaskRequest standard) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String split : RunConfig.SPLITS) {
            path(choices, split).ifPresent(path -> files.put(split, path));
        }
        return new TaskRequest(
                take(choices, RunConfig.SELECTION).orElse(standard.selection()),
                path(choices, RunConfig.DATA),
                take(choices, RunConfig.SET).orElse(standard.set()),
                (int) number(choices, RunConfig.QUESTIONS, standard.questions(), Integer.MAX_VALUE),
                number(choices, RunConfig.DATA_SEED, standard.seed(), Long.MAX_VALUE),
                files);
    }

    private static Optional<String> take(Map<String, String> choices, String key) {
        return Optional.ofNullable(choices.remove(key));
    }

    /** Absolute, as a run must find its data from every directory. */
    private static Optional<Path> path(Map<String, String> choices, String key) {
        return take(choices, key).map(text -> {
            try {
                return Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new ConfigException(WHERE + ": " + key + ": found \"" + text + "\"; expected a path", e);
            }
        });
    }

    private static long number(Map<String, String> choices, String key, long standard, long most) {
        String text = take(choices, key).orElse(Long.toString(standard));
        Setting.Whole kind = new Setting.Whole(0, most);
        if (!kind.accepts(text)) {
            throw new ConfigException(WHERE + ": " + key + ": found \"" + text + "\"; expected " + kind.expected());
        }
        return Long.parseLong(text);
    }
}
