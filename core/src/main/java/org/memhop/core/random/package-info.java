/**
 * Random numbers that are a function of (seed, purpose, step, index): the same on every machine and every backend, and
 * without a state to save. All noise, orders and initial values of a run are drawn here, on the host.
 */
@NullMarked
package org.memhop.core.random;

import org.jspecify.annotations.NullMarked;
