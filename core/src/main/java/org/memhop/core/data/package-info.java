/** Words as numbers, and examples as the tensors a model takes. */
@NullMarked
package org.memhop.core.data;

import org.jspecify.annotations.NullMarked;
