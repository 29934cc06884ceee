package org.memhop.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Takes a typed sentence apart into words. */
public final class Sentence {
    private Sentence() {}

    /** The words between white space, in lower case, without a full stop, question or exclamation mark at the end. */
    public static List<String> words(String text) {
        String bare = text.strip().replaceAll("[.?!\\s]+$", "").toLowerCase(Locale.ROOT);
        return bare.isEmpty() ? List.of() : Arrays.asList(bare.split("\\s+"));
    }
}
