/** The backend SPI: what computes a {@link org.memhop.api.graph.Graph}, and how a program finds it. */
@NullMarked
package org.memhop.api.backend;

import org.jspecify.annotations.NullMarked;
