package org.memhop.conformance.variant;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A choice of components and settings, and what it promises.
 *
 * @param settings those that differ from the standard ones, as in {@code controller=linear}
 */
public record Variant(Map<String, String> settings, Set<Promise> promises) {
    public Variant {
        settings = new LinkedHashMap<>(settings);
        promises = Set.copyOf(promises);
    }

    /** A variant of these settings, as in {@code "encoding=position", "temporal=rows"}, that promises nothing. */
    public static Variant of(String... settings) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("found \"" + setting + "\"; expected setting=value");
            }
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Variant(all, Set.of());
    }

    /** This variant with these promises. */
    public Variant promising(Promise... promised) {
        Set<Promise> all = EnumSet.noneOf(Promise.class);
        all.addAll(Set.of(promised));
        return new Variant(settings, all);
    }

    /** As in {@code controller=linear, tying=layer-wise}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        settings.forEach((name, value) -> text.append(text.length() == 0 ? "" : ", ")
                .append(name)
                .append('=')
                .append(value));
        return text.toString();
    }
}
