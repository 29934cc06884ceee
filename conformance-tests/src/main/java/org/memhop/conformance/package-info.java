/** What every backend and every component must do, as cases that anybody can run over their own. */
@NullMarked
package org.memhop.conformance;

import org.jspecify.annotations.NullMarked;
