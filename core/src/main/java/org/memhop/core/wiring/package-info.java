/** Finds plugins and puts them together. */
@NullMarked
package org.memhop.core.wiring;

import org.jspecify.annotations.NullMarked;
