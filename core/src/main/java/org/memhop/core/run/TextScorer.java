package org.memhop.core.run;

import java.util.List;
import org.memhop.api.graph.HostTensor;
import org.memhop.core.data.Vocabulary;

/**
 * Scores texts many words at a time, which share what the model reads: the way for long texts and for many short ones. What it
 * says of the words it is given comes in their order, but later, the last when it is flushed or closed. For one thread.
 */
public final class TextScorer implements AutoCloseable {
    private final Vocabulary vocabulary;
    private final Readers readers;
    private final Reader reader;
    private final Rows results;
    private final int[] counts; // of the words in each segment of the batch that is being filled
    private int segments;
    private boolean open = true;

    /** What is done with each word: {@code row} of what a graph gave, in the order of the words. */
    @FunctionalInterface
    interface Rows {
        void accept(Reader reader, List<HostTensor> found, int row);
    }

    TextScorer(Vocabulary vocabulary, Readers readers, Rows results) {
        this.vocabulary = vocabulary;
        this.readers = readers;
        this.reader = readers.take();
        this.results = results;
        this.counts = new int[reader.batch().size() / reader.batch().segment()];
    }

    /**
     * Adds a word to the text, whose log-probability after all words so far the results will receive.
     *
     * @param word if it is not known, it counts as {@link Vocabulary#UNKNOWN}
     * @throws org.memhop.api.BackendException if the model was closed
     */
    public void add(String word) {
        requireOpen();
        reader.window().add(vocabulary.numberOrUnknown(word));
        if (reader.window().waiting() == reader.batch().segment()) {
            endSegment();
        }
    }

    /** Takes a word into memory without scoring it; a cache is not told of it. */
    public void tell(String word) {
        requireOpen();
        endSegment();
        reader.window().remember(vocabulary.numberOrUnknown(word));
    }

    /** Forgets all words so far: another text begins. */
    public void forget() {
        requireOpen();
        endSegment();
        if (reader.hasCache()) {
            run(); // the words of the other text must not find these in the cache, nor these be forgotten too early
        }
        reader.forget();
    }

    /** Gives all that is known of the words so far to the results. */
    public void flush() {
        requireOpen();
        endSegment();
        run();
    }

    private void endSegment() {
        int waiting = reader.window().waiting();
        if (waiting > 0) {
            reader.window().put(reader.batch(), segments);
            counts[segments++] = waiting;
            if (segments == counts.length) {
                run();
            }
        }
    }

    private void run() {
        if (segments > 0) {
            List<HostTensor> found = reader.run();
            int full = segments;
            segments = 0;
            for (int g = 0; g < full; g++) {
                for (int s = 0; s < counts[g]; s++) {
                    results.accept(reader, found, g * reader.batch().segment() + s);
                }
            }
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("this scorer was closed; take another one from the model");
        }
    }

    /** Flushes, and gives back what it used. */
    @Override
    public void close() {
        if (open) {
            try {
                flush();
            } finally {
                open = false;
                readers.give(reader);
            }
        }
    }
}
