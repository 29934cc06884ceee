package org.memhop.core.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.memhop.api.ConfigException;
import org.memhop.core.config.Nearest;
import org.memhop.core.config.Setting;

/**
 * A component as a user chose it: {@code id}, or with options {@code id:name=value:name=value}.
 *
 * @param setting that chooses it, to be named in an error
 */
record Chosen(String setting, String id, Map<String, String> options, Set<String> asked) {
    static Chosen of(String setting, String text) {
        String[] parts = text.split(":", -1);
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 1) {
                throw new ConfigException(
                        "setting " + setting + ": found \"" + text + "\"; expected name=value where \"" + parts[i]
                                + "\" stands, as in " + parts[0] + ":name=value");
            }
            if (options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1)) != null) {
                throw new ConfigException("setting " + setting + ": option " + parts[i].substring(0, equals)
                        + " is given twice in \"" + text + "\"; give it once");
            }
        }
        return new Chosen(setting, parts[0], options, new TreeSet<>());
    }

    /** The value of an option, once it is known to be of its kind. */
    String option(String name, String standard, Setting.Kind kind) {
        asked.add(name);
        String value = options.getOrDefault(name, standard);
        if (!kind.accepts(value)) {
            throw new ConfigException("setting " + setting + ": option " + name + " of " + id + ": found \"" + value
                    + "\"; expected " + kind.expected());
        }
        return value;
    }

    /** Refuses options that the component, which has been made, did not ask for. */
    void requireAllAsked() {
        for (String name : options.keySet()) {
            if (!asked.contains(name)) {
                throw new ConfigException("setting " + setting + ": " + id + " has no option \"" + name + "\"; "
                        + (asked.isEmpty()
                                ? "it has none"
                                : "did you mean " + Nearest.of(name, asked) + "? there are "
                                        + String.join(", ", asked)));
            }
        }
    }
}
