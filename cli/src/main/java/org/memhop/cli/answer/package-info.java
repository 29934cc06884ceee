/** The command {@code answer}. */
@NullMarked
package org.memhop.cli.answer;

import org.jspecify.annotations.NullMarked;
