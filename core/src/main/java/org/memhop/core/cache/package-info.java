/** The continuous cache: a second, non-parametric memory of the model's own states, used where a text is scored. */
@NullMarked
package org.memhop.core.cache;

import org.jspecify.annotations.NullMarked;
