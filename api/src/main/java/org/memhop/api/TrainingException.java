package org.memhop.api;

/** Training that cannot go on, such as a loss that is not finite; names the step and the tensor. */
public final class TrainingException extends MemhopException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
