package org.memhop.core.config;

import java.util.List;
import java.util.Locale;
import org.memhop.api.ConfigException;

/**
 * One thing a user may choose about a model or its training: the key in a configuration file, and the flag of the program.
 *
 * @param name in lower case with hyphens
 * @param standard its value unless chosen otherwise
 * @param kind which values there are
 * @param help what it does, in a line, with its source where it has one
 */
public record Setting(String name, String standard, Kind kind, String help) {
    /** Which values a setting takes. */
    public sealed interface Kind {
        /** What to expect, as shown in help and errors. */
        String expected();

        /** Whether a text is such a value. */
        boolean accepts(String text);
    }

    /** A whole number within bounds, both included. */
    public record Whole(long least, long most) implements Kind {
        @Override
        public String expected() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public boolean accepts(String text) {
            try {
                long value = Long.parseLong(text);
                return value >= least && value <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** A number within bounds, both included. */
    public record Real(double least, double most) implements Kind {
        @Override
        public String expected() {
            return String.format(Locale.ROOT, "a number from %s to %s", least, most);
        }

        @Override
        public boolean accepts(String text) {
            try {
                double value = Double.parseDouble(text);
                return value >= least && value <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    /** One of a few words. */
    public record Choice(List<String> values) implements Kind {
        @Override
        public String expected() {
            return "one of " + String.join(", ", values);
        }

        @Override
        public boolean accepts(String text) {
            return values.contains(text);
        }
    }

    /** The id of a plugin; which ids there are is known when plugins have been found. */
    public record Plugin(String what) implements Kind {
        @Override
        public String expected() {
            return "the id of " + ("aeiou".indexOf(what.charAt(0)) < 0 ? "a " : "an ") + what;
        }

        @Override
        public boolean accepts(String text) {
            return !text.isBlank();
        }
    }

    /** Refuses a value that is not of this kind; says where it stood. */
    void check(String value, String where) {
        if (!kind.accepts(value)) {
            throw new ConfigException(
                    where + ": setting " + name + ": found \"" + value + "\"; expected " + kind.expected());
        }
    }
}
