package org.memhop.api.backend;

import java.util.List;
import org.memhop.api.graph.Variable;

/** An open way to compute graphs. Thread-safe. */
public interface Backend extends AutoCloseable {
    BackendInfo info();

    /**
     * A place for these variables, all zero.
     *
     * @throws org.memhop.api.BackendException if two variables have one name
     */
    Session newSession(List<Variable> variables);

    /** Ends the backend and every session opened in it. */
    @Override
    void close();
}
