package org.memhop.api.model;

import org.memhop.api.graph.Node;

/**
 * What a hop read.
 *
 * @param vector the paper's o, [B, d]
 * @param weights how much it looked at each slot, the paper's p, [B, M]
 */
public record Reading(Node vector, Node weights) {}
