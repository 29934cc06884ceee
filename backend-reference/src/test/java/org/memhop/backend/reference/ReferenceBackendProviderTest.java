package org.memhop.backend.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.memhop.api.BackendException;
import org.memhop.api.backend.Availability;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.backend.BackendProvider;

class ReferenceBackendProviderTest {
    private final BackendProvider provider = new ReferenceBackendProvider();

    @Test
    void it_is_found_as_a_service() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .anySatisfy(found -> assertThat(found.id()).isEqualTo("reference"));
    }

    @Test
    void it_runs_everywhere_and_says_on_which_java() {
        assertThat(provider.probe(BackendConfig.DEFAULT))
                .isInstanceOfSatisfying(
                        Availability.Available.class,
                        available -> assertThat(available.details())
                                .containsEntry("java", Runtime.version().toString())
                                .containsEntry("threads", "1"));
    }

    @Test
    void what_it_is_open_as_it_says_when_probed() {
        try (Backend backend = provider.open(BackendConfig.DEFAULT)) {
            assertThat(backend.info().id()).isEqualTo("reference");
            assertThat(provider.probe(BackendConfig.DEFAULT))
                    .isEqualTo(new Availability.Available(backend.info().details()));
        }
    }

    @Test
    void threads_are_accepted() {
        BackendConfig config = BackendConfig.DEFAULT.with(BackendConfig.THREADS, "8");

        assertThat(provider.probe(config)).isInstanceOf(Availability.Available.class);
        provider.open(config).close();
    }

    @Test
    void an_unknown_option_is_refused_with_those_it_knows() {
        BackendConfig config = BackendConfig.DEFAULT.with("device", "gpu");

        assertThatThrownBy(() -> provider.open(config))
                .isInstanceOf(BackendException.class)
                .hasMessage("backend reference: option \"device\" is unknown; it knows [threads]");
        assertThat(provider.probe(config))
                .isInstanceOfSatisfying(
                        Availability.Unavailable.class,
                        unavailable -> assertThat(unavailable.reason()).contains("option \"device\" is unknown"));
    }

    @Test
    void a_number_of_threads_out_of_range_is_refused() {
        BackendConfig config = BackendConfig.DEFAULT.with(BackendConfig.THREADS, "0");

        assertThatThrownBy(() -> provider.open(config)).isInstanceOf(BackendException.class);
        assertThat(provider.probe(config)).isInstanceOf(Availability.Unavailable.class);
    }
}
