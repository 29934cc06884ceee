/** What only several modules together can show. */
@NullMarked
package org.memhop.integration;

import org.jspecify.annotations.NullMarked;
