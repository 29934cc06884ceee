package org.memhop.backend.nd4j;

import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.BackendProvider;

/**
 * Offers the backend {@code nd4j}: ND4J on the CPU. Its option is {@code threads}: the most that a large graph is computed
 * with; a small one takes one thread, which is faster then.
 */
public final class Nd4jBackendProvider implements BackendProvider {
    @Override
    public String id() {
        return Options.ID;
    }

    @Override
    public Availability probe(BackendConfig config) {
        try {
            Options options = Options.of(config);
            return Library.probe(options);
        } catch (BackendException e) {
            return new Availability.Unavailable(String.valueOf(e.getMessage()), "correct the option, or leave it out");
        }
    }

    @Override
    public Backend open(BackendConfig config) {
        Options options = Options.of(config);
        if (Library.probe(options) instanceof Availability.Unavailable missing) {
            throw new BackendException("backend nd4j cannot run here: " + missing.reason() + "; " + missing.remedy());
        }
        return new Nd4jBackend(new BackendInfo(Options.ID, Library.details(options)), new Threads(options.threads()));
    }
}
