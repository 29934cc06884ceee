package org.memhop.tasks.babi.format;

/**
 * How much a reader takes in before it refuses, so that a file that is not what it says cannot fill the memory.
 *
 * @param lineBytes the longest line, in bytes without its line end
 * @param lines the most lines of all stories together
 * @param stories the most stories
 */
public record ReadLimits(int lineBytes, int lines, int stories) {
    /** Thirty times the largest official file (en-10k, task 3: 0.16 million lines) and lines of up to 64 KiB. */
    public static final ReadLimits DEFAULT = new ReadLimits(64 * 1024, 5_000_000, 1_000_000);
}
