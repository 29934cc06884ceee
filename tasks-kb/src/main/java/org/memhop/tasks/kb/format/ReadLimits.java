package org.memhop.tasks.kb.format;

/**
 * How much a reader takes in before it refuses, so that a file that is not what it says cannot fill the memory.
 *
 * @param bytes of one file
 * @param lines of one file, blank ones and comments not counted
 */
record ReadLimits(int bytes, int lines) {
    /** A million triples or questions, and 128 bytes for each. */
    static final ReadLimits DEFAULT = new ReadLimits(1 << 27, 1_000_000);
}
