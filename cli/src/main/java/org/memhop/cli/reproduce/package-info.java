/** The command {@code reproduce}: the paper's tables, ours beside theirs. */
@NullMarked
package org.memhop.cli.reproduce;

import org.jspecify.annotations.NullMarked;
