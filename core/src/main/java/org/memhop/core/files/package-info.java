/**
 * The files of a run: weights, checkpoints, metrics and the small texts beside them. Writing survives a crash at any byte;
 * reading runs no code and answers every malformed input with one {@link org.memhop.api.FormatException}.
 */
@NullMarked
package org.memhop.core.files;

import org.jspecify.annotations.NullMarked;
