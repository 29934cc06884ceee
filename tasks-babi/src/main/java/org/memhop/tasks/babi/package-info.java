/** Question answering on bAbI stories (Weston et al., 2015), read from files or generated, as a task plugin. */
@NullMarked
package org.memhop.tasks.babi;

import org.jspecify.annotations.NullMarked;
