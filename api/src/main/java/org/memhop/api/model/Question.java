package org.memhop.api.model;

import org.memhop.api.graph.Node;

/**
 * What is asked in a batch, as a node.
 *
 * @param words word numbers, I32 [B, J]; 0 is the null word, which pads
 */
public record Question(Node words) {}
