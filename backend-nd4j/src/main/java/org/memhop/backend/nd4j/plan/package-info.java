/** How a graph becomes a list of prepared steps on memory outside the heap. */
@NullMarked
package org.memhop.backend.nd4j.plan;

import org.jspecify.annotations.NullMarked;
