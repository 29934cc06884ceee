/** The end-to-end memory network and its parts, as the paper has them. */
@NullMarked
package org.memhop.core.model;

import org.jspecify.annotations.NullMarked;
