/** What the backend {@code tensorflow} computes, against {@code backend-reference}, and what it promises besides. */
@NullMarked
package org.memhop.backend.tensorflow;

import org.jspecify.annotations.NullMarked;
