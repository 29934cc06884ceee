/**
 * Stories of all twenty bAbI task kinds, made up by simulating small worlds. The processes were inferred from the official
 * v1.2 training files: which events are possible, how they are worded, and which fact a question is about follow the same
 * distributions there and here. {@link org.memhop.tasks.babi.generate.BabiStatistics} measures the likeness.
 */
@NullMarked
package org.memhop.tasks.babi.generate;

import org.jspecify.annotations.NullMarked;
