/** Inner loops over primitive arrays; they know nothing of graphs. */
@NullMarked
package org.memhop.backend.jvm.kernel;

import org.jspecify.annotations.NullMarked;
