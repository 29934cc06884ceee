/** The command {@code compare}. */
@NullMarked
package org.memhop.cli.compare;

import org.jspecify.annotations.NullMarked;
