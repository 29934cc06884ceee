package org.memhop.core.model;

import org.memhop.api.graph.Variable;

/**
 * Something a model learns.
 *
 * @param nullRow whether row 0 belongs to the null symbol, and so stays zero
 */
public record Parameter(Variable variable, boolean nullRow) {}
