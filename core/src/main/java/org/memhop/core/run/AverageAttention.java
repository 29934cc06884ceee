package org.memhop.core.run;

/**
 * How far back each hop looks, on average over the words of a text.
 *
 * @param words over how many
 * @param byDistance the share of a hop's attention that the word so far back got, [K][M]: element 0 is the last word, element
 *     M − 1 the oldest that is remembered; each row adds up to 1, or to what the hop {@code linear} gives to words
 */
public record AverageAttention(long words, double[][] byDistance) {
    /** How many words back a hop looks on average, from 1. */
    public double meanDistance(int hop) {
        double mean = 0;
        for (int i = 0; i < byDistance[hop].length; i++) {
            mean += (i + 1) * byDistance[hop][i];
        }
        return mean;
    }
}
