/** Texts in files: read word by word, never whole in memory, with every fault named by place; found, and cut into splits. */
@NullMarked
package org.memhop.tasks.lm.text;

import org.jspecify.annotations.NullMarked;
