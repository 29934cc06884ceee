/**
 * The backend {@code tensorflow}: a graph becomes part of a TensorFlow graph, and a run of it is one run of TensorFlow, on
 * the CPU or on a GPU. Variables live on the device. TensorFlow's own rewriting of graphs, oneDNN and TF32 are off, so that
 * every number is computed as it is written.
 *
 * <p><b>Threads.</b> Operations start on the thread that calls; {@code threads} bounds how many share the work of one.
 * TensorFlow shares only what is large: a training step at bAbI size takes the same time whatever the bound, one at
 * language-model size gains from every core.
 *
 * <p><b>Subnormal numbers.</b> With {@code threads} above 1, TensorFlow's own threads take them for zero, as operands and as
 * results; it has no switch for that. So an element of a large tensor may be off by up to the smallest normal number,
 * 1.2e-38 in F32 and 2.2e-308 in F64. On one thread none is.
 */
@NullMarked
package org.memhop.backend.tensorflow;

import org.jspecify.annotations.NullMarked;
