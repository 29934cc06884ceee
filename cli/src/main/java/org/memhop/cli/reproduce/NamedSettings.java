package org.memhop.cli.reproduce;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.memhop.api.ConfigException;
import org.memhop.core.config.Setting;
import org.memhop.core.config.Settings;
import org.memhop.core.run.RunConfig;

/**
 * A name with settings behind it, each after a colon, as in {@code best:dropout=0:hop=multi-head:heads=4}. A piece whose name
 * is no setting's is an option of the plugin that the piece before it chooses: here {@code heads} of {@code multi-head}.
 *
 * @param name before the first colon
 * @param settings by name, in their order; a plugin with its options
 */
record NamedSettings(String name, Map<String, String> settings) {
    /** No piece holds what may not stand in the name of a file: what is trained is kept under the whole text. */
    private static final Pattern PIECE = Pattern.compile("([a-z][a-z0-9-]*)=([A-Za-z0-9._-]+)");

    NamedSettings {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * Takes a text apart.
     *
     * @param flag it was given with, for errors
     * @throws ConfigException if a piece is none, or names a setting that does not exist or a value that is none of its
     */
    static NamedSettings of(String text, String flag) {
        String where = flag + " " + text;
        String[] pieces = text.split(":", -1);
        Map<String, String> settings = new LinkedHashMap<>();
        Optional<String> plugin = Optional.empty();
        for (int i = 1; i < pieces.length; i++) {
            Matcher piece = PIECE.matcher(pieces[i]);
            if (!piece.matches()) {
                throw new ConfigException(
                        where + ": found \"" + pieces[i]
                                + "\" after a colon; expected a setting and its value, as in dropout=0.1, in letters, digits and . _ -");
            }
            String name = piece.group(1);
            Optional<Setting> setting =
                    Settings.all().filter(s -> s.name().equals(name)).findFirst();
            if (setting.isEmpty() && plugin.isPresent()) {
                settings.merge(plugin.get(), ":" + pieces[i], String::concat);
            } else if (settings.putIfAbsent(name, piece.group(2)) != null) {
                throw new ConfigException(where + ": " + name + " is given twice; give it once");
            } else {
                plugin = setting.filter(s -> s.kind() instanceof Setting.Plugin).map(Setting::name);
            }
        }
        RunConfig.settings(settings, Settings.standard(), where);
        return new NamedSettings(pieces[0], settings);
    }
}
