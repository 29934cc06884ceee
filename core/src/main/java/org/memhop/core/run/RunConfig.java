package org.memhop.core.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.memhop.api.ConfigException;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Nearest;
import org.memhop.core.config.Setting;
import org.memhop.core.config.SettingTable;
import org.memhop.core.config.Settings;
import org.memhop.core.run.FlatYaml.Entry;

/**
 * Everything a user chose about a run: the task, its data, and the settings. What {@code config.yaml} holds.
 *
 * @param task id of the task
 * @param request which of its data
 * @param settings of the model and its training
 */
public record RunConfig(String task, TaskRequest request, Settings settings) {
    private static final String TASK = "kind";

    static final String SELECTION = "task";
    static final String DATA = "data";
    static final String SET = "set";
    static final String QUESTIONS = "questions";
    static final String DATA_SEED = "data-seed";
    /** The splits that may have a file each, by the keys of a configuration. */
    public static final List<String> SPLITS = List.of("train", "valid", "test");

    private static final List<String> KEYS = Stream.concat(
                    Stream.of(TASK, SELECTION, DATA, SET, QUESTIONS, DATA_SEED), SPLITS.stream())
            .toList();

    /** As {@code config.yaml}: data first, then every setting under its heading. */
    public String toYaml() {
        StringBuilder yaml = new StringBuilder("# The data.\n");
        Map<String, String> data = new LinkedHashMap<>();
        data.put(TASK, task);
        data.put(SELECTION, request.selection());
        request.data().ifPresent(path -> data.put(DATA, path.toString()));
        request.files().forEach((split, path) -> data.put(split, path.toString()));
        data.put(SET, request.set());
        data.put(QUESTIONS, Integer.toString(request.questions()));
        data.put(DATA_SEED, Long.toString(request.seed()));
        data.forEach((key, value) ->
                yaml.append(key).append(": ").append(FlatYaml.scalar(value)).append('\n'));
        yaml.append("# The model.\n");
        SettingTable.MODEL.forEach(s -> line(yaml, s.name()));
        yaml.append("# Its training.\n");
        SettingTable.TRAINING.forEach(s -> line(yaml, s.name()));
        return yaml.toString();
    }

    /**
     * What the {@code config.yaml} of a run says.
     *
     * @throws ConfigException if a key is missing or unknown, or a value is none of its kind; names the line
     */
    public static RunConfig read(Path file) {
        Map<String, Entry> entries = new LinkedHashMap<>(FlatYaml.entries(file));
        Optional<Path> data = Optional.ofNullable(entries.remove(DATA)).map(entry -> path(DATA, entry, file));
        Map<String, Path> files = new LinkedHashMap<>();
        for (String split : SPLITS) {
            Optional.ofNullable(entries.remove(split)).ifPresent(entry -> files.put(split, path(split, entry, file)));
        }
        TaskRequest request = new TaskRequest(
                take(entries, SELECTION, file).value(),
                data,
                take(entries, SET, file).value(),
                (int) number(QUESTIONS, take(entries, QUESTIONS, file), Integer.MAX_VALUE, file),
                number(DATA_SEED, take(entries, DATA_SEED, file), Long.MAX_VALUE, file),
                files);
        String task = take(entries, TASK, file).value();
        Settings settings = Settings.standard();
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            Map<String, String> change = Map.of(e.getKey(), e.getValue().value());
            settings = settings(change, settings, file + ":" + e.getValue().line());
        }
        // A default in the place of what was chosen would be another model, or another training.
        Settings.all().forEach(setting -> {
            if (!entries.containsKey(setting.name())) {
                throw missing(setting.name(), file, "; a run older than this setting had " + setting.standard());
            }
        });
        return new RunConfig(task, request, settings);
    }

    /**
     * Some settings changed by what a file or a user said.
     *
     * @throws ConfigException if one of them is unknown; names the nearest key there is, of data and settings
     */
    public static Settings settings(Map<String, String> changes, Settings base, String where) {
        for (String key : changes.keySet()) {
            if (Settings.all().noneMatch(s -> s.name().equals(key))) {
                List<String> known = new ArrayList<>(KEYS);
                Settings.all().forEach(s -> known.add(s.name()));
                throw new ConfigException(
                        where + ": there is no setting \"" + key + "\"; did you mean " + Nearest.of(key, known) + "?");
            }
        }
        return base.with(changes, where);
    }

    private void line(StringBuilder yaml, String name) {
        yaml.append(name)
                .append(": ")
                .append(FlatYaml.scalar(settings.text(name)))
                .append('\n');
    }

    private static Entry take(Map<String, Entry> entries, String key, Path file) {
        Entry entry = entries.remove(key);
        if (entry == null) {
            throw missing(key, file, "");
        }
        return entry;
    }

    private static ConfigException missing(String key, Path file, String more) {
        return new ConfigException(file + ": key " + key
                + " is missing; the configuration of a run says every choice: write it back as it was" + more);
    }

    private static Path path(String key, Entry entry, Path file) {
        try {
            return Path.of(entry.value());
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    file + ":" + entry.line() + ": " + key + ": found \"" + entry.value() + "\"; expected a path", e);
        }
    }

    private static long number(String key, Entry entry, long most, Path file) {
        Setting.Whole kind = new Setting.Whole(0, most);
        if (!kind.accepts(entry.value())) {
            throw new ConfigException(file + ":" + entry.line() + ": " + key + ": found \"" + entry.value()
                    + "\"; expected " + kind.expected());
        }
        return Long.parseLong(entry.value());
    }
}
