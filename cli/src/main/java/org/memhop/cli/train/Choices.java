package org.memhop.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.memhop.api.ConfigException;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.cli.common.Data;
import org.memhop.core.config.Settings;
import org.memhop.core.run.FlatYaml;
import org.memhop.core.run.RunConfig;

/**
 * What is to be trained, put together from what was said where: defaults, then the recipe of the task, then a configuration
 * file, then the command line; the later wins.
 */
public final class Choices {
    private static final String KIND = "kind";
    private static final List<String> DATA =
            List.of(KIND, "task", "data", "set", "questions", "data-seed", "train", "valid", "test");

    private final Map<String, String> data = new LinkedHashMap<>();
    private final Map<String, String> fromFile = new LinkedHashMap<>();
    private final Map<String, String> fromFlags;
    private final Map<String, String> dataFlags;
    private final String file;

    /**
     * @param file a configuration, such as a run's {@code config.yaml}
     * @param dataFlags by the keys of such a file
     * @param settingFlags by the names of settings
     */
    public Choices(Optional<Path> file, Map<String, String> dataFlags, Map<String, String> settingFlags) {
        this.file = file.map(Path::toString).orElse("");
        file.ifPresent(path ->
                FlatYaml.read(path).forEach((key, value) -> (DATA.contains(key) ? data : fromFile).put(key, value)));
        if (dataFlags.containsKey("data")) {
            data.keySet().removeAll(RunConfig.SPLITS);
        } else if (RunConfig.SPLITS.stream().anyMatch(dataFlags::containsKey)) {
            data.remove("data");
        }
        data.putAll(dataFlags);
        this.dataFlags = dataFlags;
        fromFlags = settingFlags;
    }

    /** The id of the task provider; empty if none was named. */
    public String kind() {
        return text(KIND);
    }

    /**
     * Which data was asked for.
     *
     * @param standard what stands where nothing was said
     */
    public TaskRequest request(TaskRequest standard) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String split : RunConfig.SPLITS) {
            path(split).ifPresent(path -> files.put(split, path));
        }
        if (path("data").isPresent() && !files.isEmpty()) {
            throw new ConfigException("--data and --" + String.join(", --", files.keySet())
                    + " both say where the data is; give one directory, or a file for each split");
        }
        return new TaskRequest(
                data.getOrDefault("task", standard.selection()),
                path("data"),
                data.getOrDefault("set", standard.set()),
                data.containsKey("questions") ? (int) number("questions", Integer.MAX_VALUE) : standard.questions(),
                data.containsKey("data-seed") ? number("data-seed", Long.MAX_VALUE) : standard.seed(),
                files);
    }

    private Optional<Path> path(String key) {
        return Optional.of(text(key)).filter(path -> !path.isEmpty()).map(path -> Data.absolute(Path.of(path)));
    }

    /** The configuration of one model. */
    public RunConfig config(TaskData task, TaskRequest request) {
        return new RunConfig(kind(), request, settings(task));
    }

    /**
     * Notes on what was given for a model but counts for nothing. A run's {@code config.yaml} names every setting, so of a
     * file only what differs from the recipe was given.
     */
    public List<String> ineffective(TaskData task) {
        Settings recipe = recipe(task);
        Set<String> given = new LinkedHashSet<>(fromFlags.keySet());
        fromFile.forEach((name, value) -> {
            if (!recipe.text(name).equals(value)) {
                given.add(name);
            }
        });
        List<String> notes = new ArrayList<>(Ineffective.notes(given, settings(task), task));
        boolean read = Stream.of("data", "train").anyMatch(data::containsKey);
        Ineffective.data(dataFlags.keySet(), read).ifPresent(notes::add);
        return notes;
    }

    private Settings settings(TaskData task) {
        Settings settings = RunConfig.settings(fromFile, recipe(task), file);
        return RunConfig.settings(fromFlags, settings, "command line");
    }

    private static Settings recipe(TaskData task) {
        return Settings.standard().with(task.recipe(), "recipe of " + task.name());
    }

    /** The request for one of several models: the part that its data is made of. */
    static TaskRequest single(TaskRequest request, TaskData task, List<TaskData> all) {
        return all.size() == 1
                ? request
                : new TaskRequest(
                        task.parts().get(0).name(),
                        request.data(),
                        request.set(),
                        request.questions(),
                        request.seed(),
                        request.files());
    }

    private String text(String key) {
        return data.getOrDefault(key, "");
    }

    private long number(String key, long most) {
        String text = text(key);
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text, most);
        }
        throw wrong(key, text, most);
    }

    private ConfigException wrong(String key, String text, long most) {
        return new ConfigException((file.isEmpty() ? "command line" : file) + ": " + key + ": found \"" + text
                + "\"; expected a whole number from 0 to " + most);
    }
}
