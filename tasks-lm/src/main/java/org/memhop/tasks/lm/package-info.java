/** Language modelling (Sukhbaatar et al., 2015, section 5): each word of a text from those before it, as a task plugin. */
@NullMarked
package org.memhop.tasks.lm;

import org.jspecify.annotations.NullMarked;
