package org.memhop.conformance.variant;

/**
 * What does not change a variant's answers. A variant makes some of these promises and not others; the contract holds it to
 * both: a promise that is kept but not made is one to be made.
 */
public enum Promise {
    /**
     * Null words after the last word of every sentence and question: room for sentences of 8 words instead of 3. Not promised
     * by an encoder that goes by the longest sentence, as {@code position-authors} does.
     */
    PADDED_SENTENCES,
    /**
     * Empty slots after the last: room for 9 sentences instead of 4. Promised where empty slots are masked; a softmax over all
     * slots gives empty ones their share by design, so that the size of the memory matters. Not promised with time words: there
     * is one for each slot, and they are among the words an answer is chosen from.
     */
    EMPTY_SLOTS,
    /** The order of the sentences of a story. Promised without time encoding. */
    ORDER_OF_SENTENCES,
    /** The order of the words of every sentence and question. Promised by a bag of words. */
    ORDER_OF_WORDS
}
