/** What is shown to people: streams that know whether a person is looking, tables, bars, a live line. */
@NullMarked
package org.memhop.cli.terminal;

import org.jspecify.annotations.NullMarked;
