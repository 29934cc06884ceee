package org.memhop.api.model;

import org.memhop.api.graph.Node;

/**
 * A memory as one hop sees it.
 *
 * @param keys what the state is matched with, the paper's m, [B, M, d]
 * @param values what is read, the paper's c, [B, M, d]
 * @param occupied 1 where a slot holds something, I32 [B, M]
 */
public record MemoryView(Node keys, Node values, Node occupied) {}
