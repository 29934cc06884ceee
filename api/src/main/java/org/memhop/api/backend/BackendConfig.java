package org.memhop.api.backend;

import java.util.Map;
import java.util.TreeMap;
import org.memhop.api.BackendException;

/**
 * Options for a backend, by name. {@code threads} is known to all; a backend rejects what it does not know.
 *
 * @param options as given by the user
 */
public record BackendConfig(Map<String, String> options) {
    /** Name of the option that bounds the threads a backend computes with. */
    public static final String THREADS = "threads";

    /** Every option at its default. */
    public static final BackendConfig DEFAULT = new BackendConfig(Map.of());

    public BackendConfig {
        options = Map.copyOf(options);
    }

    /** These options and one more. */
    public BackendConfig with(String name, String value) {
        Map<String, String> all = new TreeMap<>(options);
        all.put(name, value);
        return new BackendConfig(all);
    }

    /** The most threads to compute with: the option, or 1. */
    public int threads() {
        String text = options.getOrDefault(THREADS, "1");
        try {
            int threads = Integer.parseInt(text);
            if (threads >= 1 && threads <= 1024) {
                return threads;
            }
        } catch (NumberFormatException e) {
            throw new BackendException(
                    "option threads: found \"" + text + "\"; expected a whole number from 1 to 1024", e);
        }
        throw new BackendException("option threads: found " + text + "; expected a whole number from 1 to 1024");
    }
}
