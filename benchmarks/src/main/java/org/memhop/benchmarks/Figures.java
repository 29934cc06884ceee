package org.memhop.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Numbers by name, as one JVM prints them for another to read: {@code name=value}, one a line. */
final class Figures {
    private final Map<String, Double> values = new TreeMap<>();

    void put(String name, double value) {
        values.put(name, value);
    }

    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no figure " + name + " among " + values.keySet());
        }
        return value;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Reads what {@link #toString} printed; lines of another form are other people's and are left out. */
    static Figures parse(List<String> lines) {
        Figures figures = new Figures();
        for (String line : lines) {
            if (line.matches("[a-z0-9.-]+=[-+0-9.eE]+")) {
                int equals = line.indexOf('=');
                figures.put(line.substring(0, equals), Double.parseDouble(line.substring(equals + 1)));
            }
        }
        return figures;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }
}
