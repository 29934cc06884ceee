/** The program {@code memhop}: its commands, and what they say when something goes wrong. */
@NullMarked
package org.memhop.cli;

import org.jspecify.annotations.NullMarked;
