/** The command {@code train}. */
@NullMarked
package org.memhop.cli.train;

import org.jspecify.annotations.NullMarked;
