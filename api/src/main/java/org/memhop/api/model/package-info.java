/**
 * The parts of a memory network as Weston et al. name them, and as the end-to-end paper uses them. A part adds nodes to a
 * graph; it computes nothing itself and knows no backend. Letters are the paper's: B batch, M slots, J words, d dimension,
 * V vocabulary, K hops.
 */
@NullMarked
package org.memhop.api.model;

import org.jspecify.annotations.NullMarked;
