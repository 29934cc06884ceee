package org.memhop.api;

/** An option that is unknown, out of range, or contradicts another; names the option and what it may be. */
public final class ConfigException extends MemhopException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
