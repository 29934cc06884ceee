package org.memhop.cli.reproduce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.memhop.api.ConfigException;
import org.memhop.core.config.Settings;
import org.memhop.core.run.RunConfig;

/**
 * A model of the table.
 *
 * @param id as the user wrote it, as in {@code 6x100} or {@code 6x100:optimizer=adam:learning-rate=0.001}
 * @param hops how many times its memory is read
 * @param memory how many words it remembers
 * @param changes further settings, by name
 */
record LmRow(String id, int hops, int memory, Map<String, String> changes) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,3})x(\\d{1,6})(?=:|$)");
    private static final String FLAG = "--rows";
    private static final String HOPS = "hops";
    private static final String MEMORY = "memory-size";
    private static final String PREFIX = "lm-";

    LmRow {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /**
     * The rows of a list.
     *
     * @param text with commas between the rows, or {@code all}
     * @param paper the ids of the paper's rows, which {@code all} stands for
     * @throws ConfigException if one is no row, or names a setting that does not exist or a value that is none of its
     */
    static List<LmRow> parse(String text, List<String> paper) {
        List<String> ids = text.equals("all")
                ? paper
                : Stream.of(text.split(",", -1)).map(String::strip).distinct().toList();
        return ids.stream().map(LmRow::of).toList();
    }

    /**
     * The row of an id.
     *
     * @throws ConfigException if it is none
     */
    static LmRow of(String id) {
        Matcher shape = SHAPE.matcher(id);
        if (!shape.lookingAt()) {
            throw new ConfigException(
                    FLAG + ": found \"" + id + "\"; expected hops and memory, as in 6x100, with further"
                            + " settings after colons, as in 6x100:optimizer=adam:learning-rate=0.001; or all for the paper's rows");
        }
        Map<String, String> changes = NamedSettings.of(id, FLAG).settings();
        for (String own : List.of(HOPS, MEMORY)) {
            if (changes.containsKey(own)) {
                throw new ConfigException(FLAG + " " + id + ": " + own + " is in the row's name already, as in 6x100");
            }
        }
        LmRow row = new LmRow(id, Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2)), changes);
        row.in(Settings.standard());
        return row;
    }

    /** These settings with what the row says. */
    Settings in(Settings settings) {
        Map<String, String> own = new LinkedHashMap<>(changes);
        own.put(HOPS, Integer.toString(hops));
        own.put(MEMORY, Integer.toString(memory));
        return RunConfig.settings(own, settings, FLAG + " " + id);
    }

    /** The names of the settings that the row says. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(HOPS, MEMORY));
        names.addAll(changes.keySet());
        return names;
    }

    /** The name of its run: a colon may not be in the name of a directory everywhere. */
    String directory() {
        return PREFIX + id.replace(':', '+');
    }

    /** The row whose run has this name; none if it is the name of no row. */
    static List<LmRow> ofDirectory(String name) {
        if (!name.startsWith(PREFIX)) {
            return List.of();
        }
        try {
            return List.of(of(name.substring(PREFIX.length()).replace('+', ':')));
        } catch (ConfigException e) {
            return List.of(); // someone else's directory
        }
    }
}
