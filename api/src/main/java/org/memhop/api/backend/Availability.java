package org.memhop.api.backend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether a backend can run on this machine. */
public sealed interface Availability {
    /**
     * It can.
     *
     * @param details what a user may want to know, such as versions, devices and the vector width; ordered
     */
    record Available(Map<String, String> details) implements Availability {
        public Available {
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        }
    }

    /**
     * It cannot.
     *
     * @param reason what is missing, by name
     * @param remedy what to install, or which option to give
     */
    record Unavailable(String reason, String remedy) implements Availability {}
}
