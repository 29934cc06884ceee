/**
 * The memory network once more, derived by hand and written without graph, autodiff or backend: {@link
 * org.memhop.benchmarks.yardstick.HandGradient} is the independent oracle of the gradient.
 */
@NullMarked
package org.memhop.benchmarks.yardstick;

import org.jspecify.annotations.NullMarked;
