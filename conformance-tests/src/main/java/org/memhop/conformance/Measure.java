package org.memhop.conformance;

import org.memhop.api.graph.DType;
import org.memhop.core.compare.OpClass;

/**
 * How near a backend came to an exact result.
 *
 * @param ulps the largest error, in units of the last place
 * @param share the largest part of a tolerance that was used
 * @param where the case it was measured in
 */
public record Measure(OpClass opClass, DType type, double ulps, double share, String where) {}
