/** The task SPI: where questions and their answers come from. */
@NullMarked
package org.memhop.api.task;

import org.jspecify.annotations.NullMarked;
