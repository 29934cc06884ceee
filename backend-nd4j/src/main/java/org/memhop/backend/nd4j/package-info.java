/** Computes graphs with ND4J. */
@NullMarked
package org.memhop.backend.nd4j;

import org.jspecify.annotations.NullMarked;
