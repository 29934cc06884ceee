/** A knowledge base about films and people, made up, with questions that need one join or two. */
@NullMarked
package org.memhop.tasks.kb.generate;

import org.jspecify.annotations.NullMarked;
