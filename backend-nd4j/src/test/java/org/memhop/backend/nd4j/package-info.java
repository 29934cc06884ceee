/** Tests of the backend {@code nd4j}. */
@NullMarked
package org.memhop.backend.nd4j;

import org.jspecify.annotations.NullMarked;
