package org.memhop.tasks.lm.text;

/**
 * How much a reader takes in before it refuses, so that a file that is not what it says cannot fill the memory.
 *
 * @param wordBytes the longest word
 * @param lineBytes the longest line, where lines are sentences
 */
record ReadLimits(int wordBytes, int lineBytes) {
    /** Far more than the longest of Penn Treebank (18 and 519 bytes). */
    static final ReadLimits DEFAULT = new ReadLimits(4096, 1 << 20);
}
