package org.memhop.conformance;

/** A backend does not do what a case asks; the message says what was found and what was expected. */
public final class Failure extends AssertionError {
    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
