package org.memhop.core.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word a user probably meant: the one at the least edit distance (Levenshtein, 1966). */
public final class Nearest {
    private Nearest() {}

    /** The nearest of some words; the first of them where several are as near. */
    public static String of(String found, Collection<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(found, word)))
                .orElse("nothing: there is none");
    }

    /** The nearest of some words, if so near that it may have been mistyped: a third of the letters, or two of them. */
    public static Optional<String> typo(String found, Collection<String> words) {
        int most = Math.max(2, found.length() / 3);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(of(found, words)).filter(word -> distance(found, word) <= most);
    }

    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
