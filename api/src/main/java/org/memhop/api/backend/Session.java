package org.memhop.api.backend;

import org.memhop.api.graph.Graph;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.graph.Variable;

/**
 * The values of some variables, and the graphs that share them. Reading, compiling, and running graphs without updates may
 * happen on several threads at once; whoever writes, or runs a graph with updates, must be alone in the session.
 */
public interface Session extends AutoCloseable {
    /**
     * Sets a variable; the tensor is copied.
     *
     * @throws org.memhop.api.BackendException if the session has no such variable, or type or shape differ
     */
    void write(Variable variable, HostTensor value);

    /**
     * The value of a variable, as a copy.
     *
     * @throws org.memhop.api.BackendException if the session has no such variable
     */
    HostTensor read(Variable variable);

    /**
     * Prepares a graph to be run over and over.
     *
     * @throws org.memhop.api.BackendException if the graph uses a variable that the session lacks
     */
    Executable compile(Graph graph);

    /** Ends the session and every executable compiled in it. */
    @Override
    void close();
}
