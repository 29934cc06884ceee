package org.memhop.tasks.lm.text;

/**
 * A stretch of a file.
 *
 * @param from its first byte
 * @param to the byte after its last
 * @param line the number of the line that {@code from} is in, from 1; of a stream of words always 1
 */
record Stretch(long from, long to, long line) {}
