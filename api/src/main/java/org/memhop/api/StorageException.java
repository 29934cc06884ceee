package org.memhop.api;

/** Reading or writing that failed below us: disk full, no permission, a file that vanished. */
public final class StorageException extends MemhopException {
    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
