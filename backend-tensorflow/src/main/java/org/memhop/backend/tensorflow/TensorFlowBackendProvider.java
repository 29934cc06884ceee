package org.memhop.backend.tensorflow;

import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.BackendProvider;

/**
 * Offers the backend {@code tensorflow}. Options: {@code threads}, and {@code device} = {@code cpu} (the default) or
 * {@code gpu:N}.
 */
public final class TensorFlowBackendProvider implements BackendProvider {
    @Override
    public String id() {
        return Options.ID;
    }

    @Override
    public Availability probe(BackendConfig config) {
        try {
            return new Availability.Available(load(config).details());
        } catch (BackendException e) {
            return new Availability.Unavailable(e.getMessage(), "correct the option, or leave it out");
        } catch (Unusable e) {
            return e.availability();
        }
    }

    @Override
    public Backend open(BackendConfig config) {
        try {
            Library library = load(config);
            return new TensorFlowBackend(new BackendInfo(Options.ID, library.details()), library.config());
        } catch (Unusable e) {
            throw e.error();
        }
    }

    private static Library load(BackendConfig config) throws Unusable {
        Options options = Options.of(config);
        try {
            return Library.load(options);
        } catch (LinkageError e) {
            throw new Unusable(
                    "TensorFlow is not on the class path, or not all of it: " + e,
                    "add org.tensorflow:tensorflow-core-api:1.1.0 with all it depends on",
                    e);
        }
    }
}
