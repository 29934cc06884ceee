package org.memhop.cli.reproduce;

import java.util.List;
import java.util.Map;
import org.memhop.api.ConfigException;

/** The settings that hold for a whole table, and so are said with a flag of their own. */
final class TableFlags {
    private static final List<String> NAMES = List.of("seed", "restarts", "backend");

    private TableFlags() {}

    /**
     * Refuses them among the settings of a recipe.
     *
     * @param where the settings stand, the beginning of the error
     */
    static void requireNone(Map<String, String> settings, String where) {
        for (String name : NAMES) {
            if (settings.containsKey(name)) {
                String value = settings.get(name);
                throw new ConfigException(
                        where + name + "=" + value + ": expected a setting of the recipe; use --" + name + " " + value);
            }
        }
    }
}
