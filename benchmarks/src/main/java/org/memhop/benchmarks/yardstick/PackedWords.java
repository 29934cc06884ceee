package org.memhop.benchmarks.yardstick;

/** The words of a story without its null words and empty slots: what the loops over words walk. */
final class PackedWords {
    /** How many slots have words. */
    int filled;

    /** Where the words of each filled slot start, and at last where they end. */
    final int[] starts;

    /** Where each word's row starts in a table. */
    final int[] rows;

    /** Where the row of each word's position starts in the word weights. */
    final int[] places;

    PackedWords(int slots, int length) {
        starts = new int[slots + 1];
        rows = new int[slots * length + 1];
        places = new int[slots * length + 1];
    }

    /**
     * Takes the words of a story, {@code [slots, length]} from {@code at} on.
     *
     * @param width of a row
     */
    void pack(int[] words, int at, int slots, int length, int width) {
        int slot = 0;
        int count = 0;
        for (int from = at; from < at + slots * length; from += length) {
            for (int j = 0; j < length; j++) {
                int word = words[from + j];
                rows[count] = word * width;
                places[count] = j * width;
                count += word == 0 ? 0 : 1;
            }
            slot += count > starts[slot] ? 1 : 0;
            starts[slot] = count;
        }
        filled = slot;
    }
}
