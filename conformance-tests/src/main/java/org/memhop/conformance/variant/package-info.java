/** What every variant of the network must do, whichever components it is made of. */
@NullMarked
package org.memhop.conformance.variant;

import org.jspecify.annotations.NullMarked;
