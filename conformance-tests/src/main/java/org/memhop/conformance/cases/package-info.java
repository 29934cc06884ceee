/** The cases themselves, a class for each family. */
@NullMarked
package org.memhop.conformance.cases;

import org.jspecify.annotations.NullMarked;
