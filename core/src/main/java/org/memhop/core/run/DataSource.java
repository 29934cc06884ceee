package org.memhop.core.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.memhop.api.ConfigException;

/**
 * Which data a run was trained on.
 *
 * @param name of the task's data
 * @param source digests of files, or generator and seed
 */
record DataSource(String name, Map<String, String> source) {
    DataSource {
        source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
    }

    /**
     * Refuses other data than this.
     *
     * @throws ConfigException naming the run, and what of the data has changed
     */
    void requireSame(DataSource now, Path run) {
        if (!name.equals(now.name())) {
            throw changed(run, "name", now.name(), name);
        }
        TreeSet<String> keys = new TreeSet<>(source.keySet());
        keys.addAll(now.source().keySet());
        for (String key : keys) {
            if (!Objects.equals(source.get(key), now.source().get(key))) {
                throw changed(run, key, now.source().getOrDefault(key, "nothing"), source.getOrDefault(key, "nothing"));
            }
        }
    }

    private static ConfigException changed(Path run, String what, String found, String expected) {
        return new ConfigException(run + ": the data has changed since this run began: " + what + ": found " + found
                + ", expected " + expected + "; bring the old data back, or start a new run");
    }
}
