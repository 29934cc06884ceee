package org.memhop.backend.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Checks;

/** Offers the backend {@code reference}, which runs wherever Java does; it takes {@code threads} and uses one. */
public final class ReferenceBackendProvider implements BackendProvider {
    static final String ID = "reference";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Availability probe(BackendConfig config) {
        try {
            Checks.options(ID, config, Set.of());
        } catch (BackendException e) {
            return new Availability.Unavailable(e.getMessage(), "leave the option out, or correct it");
        }
        return new Availability.Available(details());
    }

    @Override
    public Backend open(BackendConfig config) {
        Checks.options(ID, config, Set.of());
        return new ReferenceBackend(new BackendInfo(ID, details()));
    }

    private static Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("java", Runtime.version().toString());
        details.put("arithmetic", "float64, StrictMath");
        details.put("threads", "1");
        return details;
    }
}
