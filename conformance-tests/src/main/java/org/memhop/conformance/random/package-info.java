/** Graphs drawn at random, the search for the smallest that still fails, and graphs written down as Java. */
@NullMarked
package org.memhop.conformance.random;

import org.jspecify.annotations.NullMarked;
