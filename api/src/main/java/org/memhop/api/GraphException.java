package org.memhop.api;

/** A graph that breaks a rule of the graph language; names the scope, the shapes and the rule. */
public final class GraphException extends MemhopException {
    private static final long serialVersionUID = 1L;

    public GraphException(String message) {
        super(message);
    }

    public GraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
