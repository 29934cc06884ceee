package org.memhop.benchmarks.yardstick;

/**
 * Questions with their memories; word 0 and time 0 stand for "nothing here".
 *
 * @param story word indices, {@code [batch, slots, words]}
 * @param time rows of the temporal tables, {@code [batch, slots]}; read only where the weights have such tables
 * @param question word indices, {@code [batch, words]}
 * @param answer the right answer's word index, {@code [batch]}
 */
public record HandBatch(int[][][] story, int[][] time, int[][] question, int[] answer) {}
