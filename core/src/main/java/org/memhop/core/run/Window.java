package org.memhop.core.run;

import org.memhop.core.data.Batch;

/** A text that comes word by word: the words a model still remembers, and behind them those that it is to tell. */
final class Window {
    private final int slots;
    private final int[] words;
    private int from;
    private int end;

    /**
     * @param slots M
     * @param most how many words may wait to be told
     */
    Window(int slots, int most) {
        this.slots = slots;
        this.words = new int[2 * slots + most]; // so that words are moved once in M of them
    }

    /** Takes a word into memory. No word may be waiting. */
    void remember(int word) {
        add(word);
        from = end;
    }

    /** Adds a word that is to be told. */
    void add(int word) {
        if (end == words.length) {
            int kept = Math.min(from, slots);
            System.arraycopy(words, from - kept, words, 0, kept + end - from);
            end -= from - kept;
            from = kept;
        }
        words[end++] = word;
    }

    /** How many words wait to be told. */
    int waiting() {
        return end - from;
    }

    /** How many words are remembered. */
    int remembered() {
        return Math.min(from, slots);
    }

    /** Puts the waiting words into a segment of a batch, and takes them into memory. Rows behind them are anything. */
    void put(Batch batch, int segment) {
        batch.set(segment, words, from);
        from = end;
    }

    /** Forgets everything. */
    void clear() {
        from = 0;
        end = 0;
    }
}
