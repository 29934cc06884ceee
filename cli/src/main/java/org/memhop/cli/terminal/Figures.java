package org.memhop.cli.terminal;

import java.util.Locale;

/** Numbers as people read them, the same in every country. */
public final class Figures {
    private Figures() {}

    /** {@link String#format} without regard to the country. */
    public static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** A percentage with one decimal, as in {@code 12.5}. */
    public static String percent(double value) {
        return format("%.1f", value);
    }

    /** A perplexity with four digits or so, as in {@code 9.63}, {@code 121.4} or {@code 10,000}. */
    public static String perplexity(double value) {
        return format(value < 99.995 ? "%.2f" : value < 9999.95 ? "%.1f" : "%,.0f", value);
    }

    /** A duration as in {@code 0:07} or {@code 1:02:03}. */
    public static String clock(double seconds) {
        long s = Math.round(Math.max(0, seconds));
        return s < 3600 ? format("%d:%02d", s / 60, s % 60) : format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }

    /** A duration with its unit, as in {@code 7.3 s} or {@code 12 min}. */
    public static String seconds(double seconds) {
        return seconds < 100 ? format("%.1f s", seconds) : format("%.0f min", seconds / 60);
    }

    /** A count with the noun it counts, as in {@code 1 restart} or {@code 1,000 questions}. */
    public static String count(long number, String noun) {
        return format("%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
