package org.memhop.api.model;

import org.memhop.api.graph.Node;

/**
 * The facts of a batch, as nodes.
 *
 * @param words word numbers, I32 [B, M, J]; 0 is the null word, which pads sentences and empty slots
 * @param times how long ago each slot was written, I32 [B, M]: 1 is the newest, 0 an empty slot
 */
public record Story(Node words, Node times) {}
