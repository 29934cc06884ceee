package org.memhop.core.model;

import org.memhop.api.ConfigException;

/**
 * The extents of a model that come from its data.
 *
 * @param vocabulary number of words, the null symbol (word 0) included
 * @param sentenceWords most words in a sentence, without its time word
 * @param slots M, how many sentences are remembered
 */
public record ModelSize(int vocabulary, int sentenceWords, int slots) {
    public ModelSize {
        if (vocabulary < 1 || sentenceWords < 1 || slots < 1) {
            throw new ConfigException("model of " + vocabulary + " words, sentences of " + sentenceWords + " and "
                    + slots + " slots: each must be 1 or more");
        }
    }
}
