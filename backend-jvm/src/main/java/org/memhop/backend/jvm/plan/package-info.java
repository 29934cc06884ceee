/** From a graph to the list of steps that computes it: buffers, views, fusion, and the steps themselves. */
@NullMarked
package org.memhop.backend.jvm.plan;

import org.jspecify.annotations.NullMarked;
