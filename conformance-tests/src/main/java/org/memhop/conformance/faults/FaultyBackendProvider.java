package org.memhop.conformance.faults;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendInfo;
import org.memhop.api.backend.BackendProvider;
import org.memhop.api.backend.Checks;

/**
 * Offers a backend that is right but for one {@link Fault}. It is not registered as a service: nobody meets it unasked. It
 * knows no option but {@code threads}, and uses one.
 */
public final class FaultyBackendProvider implements BackendProvider {
    private final String id;
    private final String what;
    private final Supplier<Behaviour> behaviour;

    /** Of the id {@code faulty-} and the fault's, as in {@code faulty-sum-wrong-axis}. */
    public FaultyBackendProvider(Fault fault) {
        this("faulty-" + fault.id(), fault.what(), fault.behaviour());
    }

    private FaultyBackendProvider(String id, String what, Supplier<Behaviour> behaviour) {
        this.id = id;
        this.what = what;
        this.behaviour = behaviour;
    }

    /** The same backend without a fault, {@code faultless}: whatever is found in it is wrong with the finder. */
    public static FaultyBackendProvider faultless() {
        return new FaultyBackendProvider("faultless", "nothing", () -> new Behaviour() {});
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Availability probe(BackendConfig config) {
        try {
            Checks.options(id, config, Set.of());
        } catch (BackendException e) {
            return new Availability.Unavailable(e.getMessage(), "leave the option out, or correct it");
        }
        return new Availability.Available(details());
    }

    @Override
    public Backend open(BackendConfig config) {
        Checks.options(id, config, Set.of());
        return new Interpreter(new BackendInfo(id, details()), behaviour.get());
    }

    private Map<String, String> details() {
        return Map.of("fault", what);
    }
}
