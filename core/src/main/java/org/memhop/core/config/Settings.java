package org.memhop.core.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.memhop.api.ConfigException;

/** A value for every setting of {@link SettingTable}. Immutable. */
public final class Settings {
    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** The paper's recipe for a single bAbI task. */
    public static Settings standard() {
        Map<String, String> values = new LinkedHashMap<>();
        all().forEach(setting -> values.put(setting.name(), setting.standard()));
        return new Settings(values);
    }

    /** Every setting, the model's before the training's. */
    public static Stream<Setting> all() {
        return Stream.concat(SettingTable.MODEL.stream(), SettingTable.TRAINING.stream());
    }

    /**
     * These settings with some of them changed.
     *
     * @param changes by name
     * @param where they came from, to be named in an error, as in {@code recipe.yaml}
     * @throws ConfigException if a name is unknown (and then names the nearest known one) or a value is not of its kind
     */
    public Settings with(Map<String, String> changes, String where) {
        Map<String, String> merged = new LinkedHashMap<>(values);
        changes.forEach((name, value) -> {
            find(name, where).check(value, where);
            merged.put(name, value);
        });
        return new Settings(merged);
    }

    /** These settings with one of them changed. */
    public Settings with(String name, String value) {
        return with(Map.of(name, value), "setting");
    }

    /** The value of a setting, as text. */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw unknown(name, "model");
        }
        return value;
    }

    public int whole(String name) {
        return Math.toIntExact(wide(name));
    }

    public long wide(String name) {
        return Long.parseLong(text(name));
    }

    public double real(String name) {
        return Double.parseDouble(text(name));
    }

    /** Every value by name, in the order of the table. */
    public Map<String, String> values() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static Setting find(String name, String where) {
        return all().filter(setting -> setting.name().equals(name)).findFirst().orElseThrow(() -> unknown(name, where));
    }

    private static ConfigException unknown(String name, String where) {
        String nearest = Nearest.of(name, all().map(Setting::name).toList());
        return new ConfigException(where + ": there is no setting \"" + name + "\"; did you mean " + nearest + "?");
    }
}
