/**
 * What every part of Memhop agrees on: the errors it throws. The sub-packages hold the graph language, the backend SPI,
 * the component interfaces and the task SPI. This module depends on nothing.
 */
@NullMarked
package org.memhop.api;

import org.jspecify.annotations.NullMarked;
