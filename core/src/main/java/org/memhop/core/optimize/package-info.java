/** What turns gradients into new values of the parameters, written as graphs: clipping, optimizers; and learning-rate schedules. */
@NullMarked
package org.memhop.core.optimize;

import org.jspecify.annotations.NullMarked;
