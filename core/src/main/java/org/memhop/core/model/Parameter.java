package org.memhop.core.model;

import java.util.Optional;
import org.memhop.api.graph.Variable;
import org.memhop.api.model.Initial;

/**
 * Something a model learns.
 *
 * @param nullRow whether row 0 belongs to the null symbol, and so stays zero
 * @param initial how it starts, where the model's N(0, σ) does not suit it
 */
public record Parameter(Variable variable, boolean nullRow, Optional<Initial> initial) {}
