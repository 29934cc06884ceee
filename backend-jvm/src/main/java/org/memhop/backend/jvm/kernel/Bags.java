package org.memhop.backend.jvm.kernel;

/** Lists of the words in bags: pairs of a word and the row of weights it takes. */
public final class Bags {
    private Bags() {}

    /**
     * Lists each word that is {@code first} or more. The word in place {@code j} takes row {@code j}, or row 0 if not
     * {@code weighted}.
     *
     * @param starts receives where each bag's words start in {@code entries}, and the end of the last
     */
    public static void list(
            int[] words, int bags, int length, int first, boolean weighted, int[] starts, int[] entries) {
        int next = 0;
        int rowOfPlace = weighted ? 1 : 0;
        for (int bag = 0; bag < bags; bag++) {
            starts[bag] = next;
            if (first > 0 && isNull(words, bag * length, length)) {
                continue;
            }
            for (int j = 0; j < length; j++) {
                int word = words[bag * length + j];
                // Written in any case and perhaps overwritten: which words are null is beyond a branch predictor.
                entries[next] = word;
                entries[next + 1] = j * rowOfPlace;
                next += (first - 1 - word) >>> 31 << 1;
            }
        }
        starts[bags] = next;
    }

    /** As above, with the row of weights given for each word. */
    public static void list(int[] words, int[] rows, int bags, int length, int first, int[] starts, int[] entries) {
        int next = 0;
        for (int bag = 0; bag < bags; bag++) {
            starts[bag] = next;
            if (first > 0 && isNull(words, bag * length, length)) {
                continue;
            }
            for (int j = bag * length; j < (bag + 1) * length; j++) {
                entries[next] = words[j];
                entries[next + 1] = rows[j];
                next += (first - 1 - words[j]) >>> 31 << 1;
            }
        }
        starts[bags] = next;
    }

    /** Whether there is nothing but null words: half of a memory is empty slots. */
    private static boolean isNull(int[] words, int at, int length) {
        int any = 0;
        for (int j = at; j < at + length; j++) {
            any |= words[j];
        }
        return any == 0;
    }
}
