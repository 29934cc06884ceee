/** The command {@code evaluate}. */
@NullMarked
package org.memhop.cli.evaluate;

import org.jspecify.annotations.NullMarked;
