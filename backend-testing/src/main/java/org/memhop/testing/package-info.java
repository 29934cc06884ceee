/** What the tests of the backends share. */
@NullMarked
package org.memhop.testing;

import org.jspecify.annotations.NullMarked;
