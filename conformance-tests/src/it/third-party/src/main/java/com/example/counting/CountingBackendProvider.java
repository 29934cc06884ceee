package com.example.counting;

import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;
import org.memhop.backend.reference.ReferenceBackendProvider;

/** Offers {@code counting}: the backend {@code reference}, and how often it ran. */
public final class CountingBackendProvider implements BackendProvider {
    private final BackendProvider counted = new ReferenceBackendProvider();

    @Override
    public String id() {
        return "counting";
    }

    @Override
    public Availability probe(BackendConfig config) {
        return counted.probe(config);
    }

    @Override
    public Backend open(BackendConfig config) {
        return new CountingBackend(id(), counted.open(config));
    }
}
