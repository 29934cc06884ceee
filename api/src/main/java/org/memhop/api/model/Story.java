package org.memhop.api.model;

import org.memhop.api.graph.Node;

/**
 * The facts of a batch, as nodes. In a running text the facts of one question are those of the question before and one more:
 * then {@code segment} questions in a row share their slots, and row s of a segment reads the M slots from the s-th on.
 *
 * @param words word numbers, I32 [B / S, M + S − 1, J]; 0 is the null word, which pads sentences and empty slots
 * @param times how long ago each slot was written, I32 [B, M]: 1 is the newest, 0 an empty slot; where slots are shared, slot i
 *     of a question has time M − i, or 0
 * @param segment S: how many questions share slots; 1 if none do
 */
public record Story(Node words, Node times, int segment) {}
