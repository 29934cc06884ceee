package org.memhop.core.data;

import java.util.Arrays;
import org.memhop.api.task.Text;

/** A running text: each word is a question, with the words before it for a story. */
public final class EncodedText implements Samples {
    private final int[] words;
    private final int from;

    private EncodedText(int[] words, int from) {
        this.words = words;
        this.from = from;
    }

    /** Every word of a text, with nothing before it. */
    public static EncodedText of(int... words) {
        return new EncodedText(words.clone(), 0);
    }

    /**
     * Every word of a text.
     *
     * @param before what comes before it in memory, though not asked for; only its end counts
     * @param slots M: how much of that
     */
    public static EncodedText of(Text text, Vocabulary vocabulary, Samples before, int slots) {
        int[] context = before instanceof EncodedText told ? told.end(slots) : new int[0];
        Growing all = new Growing(context);
        text.forEach(word -> all.add(vocabulary.numberOrUnknown(word)));
        return new EncodedText(all.toArray(), context.length);
    }

    /** The words from {@code first} on, {@code count} of them at most; those before stay in memory. */
    public EncodedText part(int first, int count) {
        int end = from + Math.min(size(), first + count);
        return new EncodedText(end == words.length ? words : Arrays.copyOf(words, end), from + first);
    }

    @Override
    public int size() {
        return words.length - from;
    }

    @Override
    public int answer(int index) {
        return words[from + index];
    }

    @Override
    public void put(Batch batch, int segment, int first) {
        batch.set(segment, words, from + first);
    }

    private int[] end(int most) {
        return Arrays.copyOfRange(words, Math.max(0, words.length - most), words.length);
    }

    /** A list of int that does not box. */
    private static final class Growing {
        private int[] values;
        private int size;

        Growing(int[] first) {
            values = Arrays.copyOf(first, Math.max(1 << 10, first.length));
            size = first.length;
        }

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            values[size++] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
