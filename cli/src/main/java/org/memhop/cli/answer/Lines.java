package org.memhop.cli.answer;

import java.util.Optional;

/** Where lines come from: a person, a pipe or a file. */
interface Lines extends AutoCloseable {
    /** The next line, or none at the end. */
    Optional<String> next();

    @Override
    void close();
}
