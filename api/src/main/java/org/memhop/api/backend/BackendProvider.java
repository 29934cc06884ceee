package org.memhop.api.backend;

/**
 * A way to compute graphs, found by {@link java.util.ServiceLoader}. Loading a provider, and asking it what it is, loads no
 * native code.
 */
public interface BackendProvider {
    /** The name a user chooses it by, as in {@code jvm}. */
    String id();

    /** Whether it can run here, and if not, why and what to do. Never throws. */
    Availability probe(BackendConfig config);

    /**
     * Opens it.
     *
     * @throws org.memhop.api.BackendException if it cannot run here, or an option is unknown or out of range
     */
    Backend open(BackendConfig config);
}
