/** Where two backends part: tolerances for every operation, an oracle for single nodes, and the search for the first wrong one. */
@NullMarked
package org.memhop.core.compare;

import org.jspecify.annotations.NullMarked;
