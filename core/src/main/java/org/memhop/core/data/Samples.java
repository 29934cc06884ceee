package org.memhop.core.data;

/** Numbered examples as a batch takes them. */
public sealed interface Samples permits EncodedQuestions, EncodedText {
    /** How many there are. */
    int size();

    /** The number of the word that answers one; 0 if the vocabulary lacks it. */
    int answer(int index);

    /**
     * Puts the examples from {@code first} on into a segment of a batch; its rows beyond the last example stay empty.
     *
     * @param segment from 0; a row where no slots are shared
     */
    void put(Batch batch, int segment, int first);
}
