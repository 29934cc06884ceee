/** The backend {@code jvm}: graphs as compiled plans over primitive arrays, in pure Java, without natives. */
@NullMarked
package org.memhop.backend.jvm;

import org.jspecify.annotations.NullMarked;
