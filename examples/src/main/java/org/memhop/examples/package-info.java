/** Small programs to start from. Each shows in its Javadoc what it prints. */
@NullMarked
package org.memhop.examples;

import org.jspecify.annotations.NullMarked;
