/** Runs: a training and all it leaves behind, as a directory that can be taken up, scored and asked again. */
@NullMarked
package org.memhop.core.run;

import org.jspecify.annotations.NullMarked;
