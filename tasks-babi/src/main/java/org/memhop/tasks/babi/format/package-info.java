/**
 * The bAbI file format: stories of numbered statements and questions, read with every fault named by file and line, and
 * written byte for byte as in the official files.
 */
@NullMarked
package org.memhop.tasks.babi.format;

import org.jspecify.annotations.NullMarked;
