/** Deliberately wrong backends: what a suite, or a comparison, of backends must find. */
@NullMarked
package org.memhop.conformance.faults;

import org.jspecify.annotations.NullMarked;
