/** Questions about a knowledge base of triples, read from files or made up, as a task plugin. */
@NullMarked
package org.memhop.tasks.kb;

import org.jspecify.annotations.NullMarked;
