package org.memhop.api;

/** A backend that is unknown, unavailable, or was given something it cannot run. */
public final class BackendException extends MemhopException {
    private static final long serialVersionUID = 1L;

    public BackendException(String message) {
        super(message);
    }

    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
