/** Texts with long-range dependencies, made by a grammar, and the perplexity of whoever predicts them as well as can be. */
@NullMarked
package org.memhop.tasks.lm.generate;

import org.jspecify.annotations.NullMarked;
