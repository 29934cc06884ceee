package org.memhop.api;

/** A file or a text that does not follow its format; names the file and the line or byte offset. */
public final class FormatException extends MemhopException {
    private static final long serialVersionUID = 1L;

    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
