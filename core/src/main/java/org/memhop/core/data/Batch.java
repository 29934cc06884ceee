package org.memhop.core.data;

import java.util.Arrays;
import java.util.List;
import org.memhop.api.graph.DType;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Shape;
import org.memhop.core.random.RandomStream;

/**
 * The tensors that a batch of examples becomes, filled again and again without allocating: words [B, M, J], times [B, M],
 * question [B, J], answers [B], all I32.
 */
public final class Batch {
    private final int slots;
    private final int places;
    private final int firstTimeWord; // 0 if there are none
    private final HostTensor words;
    private final HostTensor times;
    private final HostTensor question;
    private final HostTensor answers;
    private final int[] drawn; // scratch: the times of one story

    /**
     * @param size B
     * @param slots M
     * @param places J, the place of the time word included
     * @param firstTimeWord the number of the time word of the newest sentence; 0 if times are no words
     */
    public Batch(int size, int slots, int places, int firstTimeWord) {
        this.slots = slots;
        this.places = places;
        this.firstTimeWord = firstTimeWord;
        this.words = HostTensor.zeros(DType.I32, Shape.of(size, slots, places));
        this.times = HostTensor.zeros(DType.I32, Shape.of(size, slots));
        this.question = HostTensor.zeros(DType.I32, Shape.of(size, places));
        this.answers = HostTensor.zeros(DType.I32, Shape.of(size));
        this.drawn = new int[2 * slots + 1];
    }

    /** B. */
    public int size() {
        return answers.shape().size();
    }

    /** The tensors in the order a training graph takes them: words, times, question, answers. */
    public List<HostTensor> tensors() {
        return List.of(words, times, question, answers);
    }

    /** Empties row {@code b}: no story, no question, answer 0. */
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
