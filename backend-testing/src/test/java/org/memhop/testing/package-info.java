/** Whether comparisons of backends fail where they should. */
@NullMarked
package org.memhop.testing;

import org.jspecify.annotations.NullMarked;
