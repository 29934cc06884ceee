package org.memhop.backend.tensorflow;

import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;

/** Why TensorFlow cannot be used here, and what to do about it. */
final class Unusable extends Exception {
    private final String remedy;

    Unusable(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    Unusable(String reason, String remedy, Throwable cause) {
        super(reason, cause);
        this.remedy = remedy;
    }

    Availability availability() {
        return new Availability.Unavailable(String.valueOf(getMessage()), remedy);
    }

    BackendException error() {
        return new BackendException("backend tensorflow: " + getMessage() + "; " + remedy, this);
    }
}
