/** The commands that ask language models: {@code generate text}, {@code score} and {@code attend}. */
@NullMarked
package org.memhop.cli.text;

import org.jspecify.annotations.NullMarked;
