/** Computes graphs with TensorFlow, on CPU or GPU. */
@NullMarked
package org.memhop.backend.tensorflow;

import org.jspecify.annotations.NullMarked;
