/** Says each operation of the graph language in operations of TensorFlow. */
@NullMarked
package org.memhop.backend.tensorflow.lower;

import org.jspecify.annotations.NullMarked;
