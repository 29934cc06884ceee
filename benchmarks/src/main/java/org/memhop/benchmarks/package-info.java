/**
 * What the network costs: training steps, answers and whole runs, of every backend and of the hand-fused {@link
 * org.memhop.benchmarks.yardstick}. {@link org.memhop.benchmarks.Benchmarks} measures all of it in one run; {@link
 * org.memhop.benchmarks.StepBenchmark} and {@link org.memhop.benchmarks.AnswerBenchmark} are for JMH.
 */
@NullMarked
package org.memhop.benchmarks;

import org.jspecify.annotations.NullMarked;
