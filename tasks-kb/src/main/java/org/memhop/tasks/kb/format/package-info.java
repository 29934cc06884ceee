/** Files of triples and of questions: their reader, their writer, and where they lie. */
@NullMarked
package org.memhop.tasks.kb.format;

import org.jspecify.annotations.NullMarked;
