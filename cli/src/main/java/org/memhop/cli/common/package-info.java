/** What several commands share: plugins, backend options, where runs are and what they were trained on. */
@NullMarked
package org.memhop.cli.common;

import org.jspecify.annotations.NullMarked;
