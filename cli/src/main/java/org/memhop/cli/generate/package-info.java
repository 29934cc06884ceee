/** The command {@code generate}. */
@NullMarked
package org.memhop.cli.generate;

import org.jspecify.annotations.NullMarked;
