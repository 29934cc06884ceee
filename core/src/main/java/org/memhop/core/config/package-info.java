/** The settings of a model and its training: their names, defaults and meaning. */
@NullMarked
package org.memhop.core.config;

import org.jspecify.annotations.NullMarked;
