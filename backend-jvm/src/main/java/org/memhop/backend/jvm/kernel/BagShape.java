package org.memhop.backend.jvm.kernel;

/**
 * The extents of weighted bags of words from several tables with the same words and weights.
 *
 * @param tables how many tables
 * @param rows of each table
 * @param weightRows of the weights
 * @param n length of a row of a table and of the weights
 * @param words the most words in all bags together
 */
public record BagShape(int tables, int rows, int weightRows, int n, int words) {}
