package org.memhop.core.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.memhop.api.ConfigException;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Nearest;
import org.memhop.core.config.SettingTable;
import org.memhop.core.config.Settings;

/**
 * Everything a user chose about a run: the task, its data, and the settings. What {@code config.yaml} holds.
 *
 * @param task id of the task
 * @param request which of its data
 * @param settings of the model and its training
 */
public record RunConfig(String task, TaskRequest request, Settings settings) {
    private static final String TASK = "kind";
    private static final String SELECTION = "task";
    private static final String DATA = "data";
    private static final String SET = "set";
    private static final String QUESTIONS = "questions";
    private static final String DATA_SEED = "data-seed";
    private static final Set<String> KEYS = Set.of(TASK, SELECTION, DATA, SET, QUESTIONS, DATA_SEED);

    /** As {@code config.yaml}: data first, then every setting under its heading. */
    public String toYaml() {
        StringBuilder yaml = new StringBuilder("# The data.\n");
        Map<String, String> data = new LinkedHashMap<>();
        data.put(TASK, task);
        data.put(SELECTION, request.selection());
        request.data().ifPresent(path -> data.put(DATA, path.toString()));
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
     * What a {@code config.yaml} says.
     *
     * @throws ConfigException if a key is unknown or a value is none of its kind
     */
    public static RunConfig read(Path file) {
        Map<String, String> values = new LinkedHashMap<>(FlatYaml.read(file));
        String where = file.toString();
        Optional<Path> data = Optional.ofNullable(values.remove(DATA)).map(Path::of);
        TaskRequest request = new TaskRequest(
                take(values, SELECTION, where),
                data,
                take(values, SET, where),
                Math.toIntExact(number(take(values, QUESTIONS, where), QUESTIONS, where)),
                number(take(values, DATA_SEED, where), DATA_SEED, where));
        String task = take(values, TASK, where);
        return new RunConfig(task, request, settings(values, Settings.standard(), where));
    }

    /**
     * Some settings changed by what a file or a user said.
     *
     * @throws ConfigException if one of them is unknown; names the nearest key there is, of data and settings
     */
    public static Settings settings(Map<String, String> changes, Settings base, String where) {
        for (String key : changes.keySet()) {
            if (Settings.all().noneMatch(s -> s.name().equals(key))) {
                Set<String> known = new LinkedHashSet<>(KEYS);
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

    private static String take(Map<String, String> values, String key, String where) {
        String value = values.remove(key);
        if (value == null) {
            throw new ConfigException(where + ": key " + key + " is missing");
        }
        return value;
    }

    private static long number(String text, String key, String where) {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && (value <= Integer.MAX_VALUE || !key.equals(QUESTIONS))) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(where + ": " + key + ": found \"" + text + "\"; expected a whole number", e);
        }
        throw new ConfigException(where + ": " + key + ": found " + text + "; expected a whole number, 0 or more");
    }
}
