package org.memhop.api;

import java.util.Objects;

/**
 * The parent of every error Memhop throws on purpose. Its message says where, what was found, what was expected, and what
 * to do; a program may print it as it stands.
 */
public class MemhopException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MemhopException(String message) {
        super(message);
    }

    public MemhopException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What to tell the user; never absent. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
