/**
 * The backend {@code reference}: what every operation means, and what other backends are compared with. It computes node by
 * node, in float64 with {@link java.lang.StrictMath} and plain loops: an F32 element is widened, and a result is rounded
 * once, when its node stores it. Sums run in index order from 0.0. It is meant to be read and believed, not to be fast.
 */
@NullMarked
package org.memhop.backend.reference;

import org.jspecify.annotations.NullMarked;
