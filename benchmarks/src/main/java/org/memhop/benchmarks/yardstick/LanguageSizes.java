package org.memhop.benchmarks.yardstick;

import org.memhop.api.ConfigException;

/**
 * What is fixed when a {@link LanguageStep} is built, and how wide its rows are stored.
 *
 * @param batch B, targets of a step
 * @param segment S, targets that follow each other and share their memory rows; 1 for targets anywhere
 * @param slots M, words that each target is told of
 * @param dimension d
 * @param vocabulary V, the null word included
 * @param hops K
 */
public record LanguageSizes(int batch, int segment, int slots, int dimension, int vocabulary, int hops) {
    public LanguageSizes {
        if (segment < 1 || batch < 1 || batch % segment != 0) {
            throw new ConfigException("a batch of " + batch + " targets in segments of " + segment
                    + ": expected a batch that is a multiple of the segment");
        }
    }

    /** Segments of a batch. */
    int segments() {
        return batch / segment;
    }

    /** Memory rows of a segment: those of its first target, and one more for each further target. */
    int rows() {
        return slots + segment - 1;
    }

    /** States of a segment, those of all hops. */
    int states() {
        return hops * segment;
    }

    /** n, padded to whole vectors. */
    static int padded(int n) {
        return (n + Tiles.COLUMNS - 1) / Tiles.COLUMNS * Tiles.COLUMNS;
    }

    /** The distance of rows of n: padded, and never a multiple of 512 bytes, which would leave part of a cache unused. */
    static int stride(int n) {
        int padded = padded(n);
        return padded % 128 == 0 ? padded + 16 : padded;
    }
}
