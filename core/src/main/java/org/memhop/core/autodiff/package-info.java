/** Gradients of a graph, written as a graph. */
@NullMarked
package org.memhop.core.autodiff;

import org.jspecify.annotations.NullMarked;
