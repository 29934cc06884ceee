@NullMarked
package org.memhop.examples;

import org.jspecify.annotations.NullMarked;
