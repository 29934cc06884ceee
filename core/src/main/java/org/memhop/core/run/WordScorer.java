package org.memhop.core.run;

import org.memhop.core.data.Vocabulary;

/**
 * Scores a text while it comes: each word as soon as it is there, in a memory that does not grow. For one thread; several
 * scorers of one model may be used side by side. {@link TextScorer} is faster where an answer can wait.
 */
public final class WordScorer implements AutoCloseable {
    private final Vocabulary vocabulary;
    private final Readers readers;
    private final Reader reader;
    private boolean open = true;

    WordScorer(Vocabulary vocabulary, Readers readers) {
        this.vocabulary = vocabulary;
        this.readers = readers;
        this.reader = readers.take();
    }

    /**
     * The natural logarithm of the probability of a word after all words so far, of which the last M count. The word is the
     * last of them from now on.
     *
     * @param word if it is not known, it counts as {@link Vocabulary#UNKNOWN}
     * @throws org.memhop.api.BackendException if the model was closed
     */
    public double add(String word) {
        requireOpen();
        reader.window().add(vocabulary.numberOrUnknown(word));
        reader.window().put(reader.batch(), 0);
        return reader.logProbability(reader.run(), 0);
    }

    /** Takes a word into memory without scoring it; a cache is not told of it. */
    public void tell(String word) {
        requireOpen();
        reader.window().remember(vocabulary.numberOrUnknown(word));
    }

    /** Forgets all words so far: another text begins. */
    public void forget() {
        requireOpen();
        reader.forget();
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("this scorer was closed; take another one from the model");
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            readers.give(reader);
        }
    }
}
