package org.memhop.core.random;

/**
 * What a random number is drawn for, so that two uses with the same seed and step never see the same numbers. The code is
 * part of the key and never changes: a changed code would change every trained model.
 */
public enum Purpose {
    /** Initial values of the parameters; the index is the parameter's number. */
    INITIALISATION(1),
    /** The order of the examples; the step is the epoch. */
    BATCH(2),
    /** The paper's random noise: empty memories that jitter the temporal encoding. */
    TIME_NOISE(3),
    /** The seed of each restart; the index is the restart's number. */
    RESTART(5),
    /** What dropout drops; the index is the mask's place. */
    DROPOUT(6),
    /** The words of a generated text. */
    TEXT(16),
    /** The words that a language model draws; the step is the word's place, the index the text's number. */
    GENERATION(17),
    /** A generated knowledge base and what is asked of it. */
    KNOWLEDGE(18);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** The number that stands for this purpose in the key, 0 to 255. */
    int code() {
        return code;
    }
}
