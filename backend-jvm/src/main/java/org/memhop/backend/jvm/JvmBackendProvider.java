package org.memhop.backend.jvm;

import java.util.Collections;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.BackendProvider;

/**
 * Offers the backend {@code jvm}. Options: {@code threads}; {@code vector} = {@code auto} (the default: the Vector API where the
 * JVM offers it), {@code on} (an error where it does not) or {@code off}; and {@code profile} = {@code true}, with which the
 * text of an executable says how long each step takes.
 */
public final class JvmBackendProvider implements BackendProvider {
    @Override
    public String id() {
        return Options.ID;
    }

    @Override
    public Availability probe(BackendConfig config) {
        try {
            Options options = Options.of(config);
            options.kernels();
            return new Availability.Available(Collections.unmodifiableMap(options.details()));
        } catch (BackendException e) {
            return new Availability.Unavailable(
                    String.valueOf(e.getMessage()),
                    "correct the option, or leave it out; the defaults run on every JVM");
        }
    }

    @Override
    public Backend open(BackendConfig config) {
        Options options = Options.of(config);
        BackendInfo info = new BackendInfo(Options.ID, Collections.unmodifiableMap(options.details()));
        return new JvmBackend(info, options.kernels(), options.threads(), options.profile());
    }
}
