package org.memhop.core.data;

import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.random.RandomStream;

/**
 * The tensors that a batch of examples becomes, filled again and again without allocating: words [B / S, M + S − 1, J], times
 * [B, M], question [B, J], answers [B], all I32. S words of a text, told one after the other, are a segment and share their
 * slots; elsewhere S is 1 and each row has its own.
 */
public final class Batch {
    private final int segment;
    private final int slots;
    private final int places;
    private final int firstTimeWord; // 0 if there are none
    private final HostTensor words;
    private final HostTensor times;
    private final HostTensor question;
    private final HostTensor answers;
    private final int[] drawn; // scratch: the times of one story

    /** A batch of rows that share no slots; the sizes are those of the other constructor. */
    public Batch(int size, int slots, int places, int firstTimeWord) {
        this(size, 1, slots, places, firstTimeWord);
    }

    /**
     * @param size B, a multiple of S
     * @param segment S
     * @param slots M
     * @param places J, the place of the time word included
     * @param firstTimeWord the number of the time word of the newest sentence; 0 if times are no words
     */
    public Batch(int size, int segment, int slots, int places, int firstTimeWord) {
        this.segment = segment;
        this.slots = slots;
        this.places = places;
        this.firstTimeWord = firstTimeWord;
        this.words = HostTensor.zeros(DType.I32, Shape.of(size / segment, slots + segment - 1, places));
        this.times = HostTensor.zeros(DType.I32, Shape.of(size, slots));
        this.question = HostTensor.zeros(DType.I32, Shape.of(size, places));
        this.answers = HostTensor.zeros(DType.I32, Shape.of(size));
        this.drawn = new int[2 * slots + 1];
    }

    /** B. */
    public int size() {
        return answers.shape().size();
    }

    /** S. */
    public int segment() {
        return segment;
    }

    /** The tensors in the order a training graph takes them: words, times, question, answers. */
    public List<HostTensor> tensors() {
        return List.of(words, times, question, answers);
    }

    /** Empties row {@code b}, which shares no slots: no story, no question, answer 0. */
    public void clear(int b) {
        Arrays.fill(words.ints(), b * slots * places, (b + 1) * slots * places, 0);
        Arrays.fill(times.ints(), b * slots, (b + 1) * slots, 0);
        Arrays.fill(question.ints(), b * places, (b + 1) * places, 0);
        answers.ints()[b] = 0;
    }

    /**
     * Puts an example into row {@code b}; the last sentences of a story that is too long, the first words of a sentence that
     * is too long. Sentence {@code i} of {@code n} gets time {@code n − i}: the newest 1.
     */
    public void set(int b, EncodedExample example) {
        int n = Math.min(slots, example.story().length);
        for (int i = 0; i < n; i++) {
            drawn[i] = n - i;
        }
        write(b, example, n);
    }

    /**
     * Puts an example into row {@code b} with random noise (the paper, section 4.1, RN; as the authors' code does it): from 0
     * to ⌈{@code share}·n⌉ empty memories are mixed in, which makes times jump; no time exceeds M.
     */
    public void set(int b, EncodedExample example, double share, RandomStream random) {
        int n = Math.min(slots, example.story().length);
        int empty = random.nextInt((int) StrictMath.ceil(share * n) + 1);
        // Chooses n of the n + empty times, newest last: walks down from the oldest and keeps each with the right odds.
        int needed = n;
        for (int time = n + empty; needed > 0; time--) {
            if (random.nextInt(time) < needed) {
                drawn[n - needed] = Math.min(time, slots);
                needed--;
            }
        }
        write(b, example, n);
    }

    /**
     * Puts a segment of a text into segment {@code g}: the words from {@code first} on are the answers, those before each one
     * its slots. Before the text slots are empty, and after it rows.
     */
    public void set(int g, int[] text, int first) {
        int width = slots + segment - 1;
        for (int i = 0; i < width; i++) {
            int at = first - slots + i;
            int place = (g * width + i) * places;
            Arrays.fill(words.ints(), place, place + places, 0);
            if (at >= 0 && at < text.length) {
                words.ints()[place] = text[at];
                if (firstTimeWord != 0) { // then S is 1
                    words.ints()[place + places - 1] = firstTimeWord + slots - i - 1;
                }
            }
        }
        for (int s = 0; s < segment; s++) {
            int b = g * segment + s;
            int at = first + s;
            answers.ints()[b] = at < text.length ? text[at] : 0;
            for (int i = 0; i < slots; i++) {
                times.ints()[b * slots + i] = at - slots + i >= 0 ? slots - i : 0;
            }
        }
    }

    private void write(int b, EncodedExample example, int n) {
        clear(b);
        int[][] story = example.story();
        int[] w = words.ints();
        int room = firstTimeWord == 0 ? places : places - 1;
        for (int i = 0; i < n; i++) {
            int[] sentence = story[story.length - n + i];
            int row = (b * slots + i) * places;
            System.arraycopy(sentence, 0, w, row, Math.min(room, sentence.length));
            if (firstTimeWord != 0) {
                w[row + places - 1] = firstTimeWord + drawn[i] - 1;
            }
            times.ints()[b * slots + i] = drawn[i];
        }
        System.arraycopy(example.question(), 0, question.ints(), b * places, Math.min(room, example.question().length));
        answers.ints()[b] = example.answer();
    }
}
