/**
 * The memory network once more, derived by hand and written without graph, autodiff or backend: {@link
 * org.memhop.benchmarks.yardstick.HandGradient} is the independent oracle of the gradient, {@link
 * org.memhop.benchmarks.yardstick.FusedMemN2N} the speed that a backend is measured against, {@link
 * org.memhop.benchmarks.yardstick.LanguageStep} the same for the language model, and {@link
 * org.memhop.benchmarks.yardstick.Yardstick} a quick check that the paper's recipe reaches the paper's accuracy.
 */
@NullMarked
package org.memhop.benchmarks.yardstick;

import org.jspecify.annotations.NullMarked;
