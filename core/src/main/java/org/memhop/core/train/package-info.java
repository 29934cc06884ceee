/** Training, scoring and questioning a memory network. */
@NullMarked
package org.memhop.core.train;

import org.jspecify.annotations.NullMarked;
