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
            return new Availability.Available(Library.load(Options.of(config)).details());
        } catch (BackendException e) {
            return new Availability.Unavailable(e.getMessage(), "correct the option, or leave it out");
        } catch (Unusable e) {
            return e.availability();
        } catch (RuntimeException | LinkageError e) {
            return new Availability.Unavailable("TensorFlow fails: " + e, "see the cause");
        }
    }

    @Override
    public Backend open(BackendConfig config) {
        try {
            Library library = Library.load(Options.of(config));
            return new TensorFlowBackend(new BackendInfo(Options.ID, library.details()), library.config());
        } catch (Unusable e) {
            throw e.error();
        }
    }
}
